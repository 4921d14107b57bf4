package io.taskstream.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.taskstream.contracts.EventJson;
import io.taskstream.contracts.EventType;
import io.taskstream.contracts.NotificationOutcome;
import io.taskstream.contracts.Topics;
import io.taskstream.eventing.testing.FakeSidecar.Invocation;
import io.taskstream.notification.PigeonPost;
import io.taskstream.notification.Platform;
import io.taskstream.notification.ServiceTest;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@ServiceTest
class DeliveryTests {
    @Autowired
    Platform platform;

    @Autowired
    PigeonPost pigeons;

    @Autowired
    DeliveryTable table;

    @Autowired
    Delivery delivery;

    @Autowired
    DeliverySettings settings;

    @Autowired
    DeliveryMetrics metrics;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MeterRegistry registry;

    private final String user = Platform.newUser();
    private final String address = user + "@example.com";

    @AfterEach
    void theMailServerIsWell() {
        platform.sidecar().refuseInvocations(invocation -> false);
    }

    @Test
    void a_reminder_that_rings_becomes_one_mail_and_one_outcome() {
        ObjectNode ring = Platform.ring(user, "email", "Buy groceries");

        assertThat(platform.deliver(ring)).containsExactly("SUCCESS");
        assertThat(platform.deliver(ring, ring)).containsExactly("SUCCESS", "SUCCESS");

        NotificationOutcome outcome = onlyOutcome();
        assertThat(outcome.status()).isEqualTo(NotificationOutcome.Status.SENT);
        assertThat(outcome.channel()).isEqualTo("email");
        assertThat(outcome.attempts()).isEqualTo(1);
        assertThat(outcome.version()).isEqualTo(2);
        assertThat(outcome.reason()).isNull();
        assertThat(outcome.taskId()).isEqualTo(123);
        Invocation mail = onlyMail();
        assertThat(mail.binding()).isEqualTo("smtp");
        assertThat(mail.operation()).isEqualTo("create");
        assertThat(mail.metadata())
                .containsOnly(Map.entry("emailTo", address), Map.entry("subject", "Reminder: Buy groceries"));
        assertThat(mail.data()).startsWith("<!doctype html>").contains("Buy groceries", "27 January 2026, 09:00 UTC");
        assertThat(platform.rows(user)).hasSize(1);
    }

    @Test
    void the_mail_and_the_outcome_go_on_in_the_trace_of_the_reminder() {
        platform.deliver(Platform.ring(user, "email", "Buy groceries"));

        onlyOutcome();
        assertThat(onlyMail().traceParent()).startsWith("00-" + Platform.TRACE_ID);
        JsonNode envelope = platform.sidecar().published(Topics.NOTIFICATIONS).stream()
                .filter(event -> event.at("/data/user_id").asString().equals(user))
                .findFirst()
                .orElseThrow();
        assertThat(envelope.get("causetrace").asString()).startsWith("00-" + Platform.TRACE_ID);
        assertThat(envelope.get("partitionkey").asString()).isEqualTo(user);
    }

    @Test
    void a_mail_that_is_not_taken_goes_again_after_a_while_and_longer_while_after_that() {
        platform.refuseMailsTo(address);
        platform.deliver(Platform.ring(user, "email", "Buy groceries"));

        await().untilAsserted(() -> assertThat(platform.outcomes(user)).hasSize(1));
        assertThat(platform.untilNextAttempt(user)).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(6));
        platform.nextAttemptIsDue(user);
        await().untilAsserted(() -> assertThat(platform.outcomes(user)).hasSize(2));
        assertThat(platform.untilNextAttempt(user)).isBetween(Duration.ofSeconds(11), Duration.ofSeconds(18));
        theMailServerIsWell();
        platform.nextAttemptIsDue(user);
        await().untilAsserted(() -> assertThat(platform.outcomes(user)).hasSize(3));

        assertThat(platform.outcomes(user))
                .extracting(
                        data -> data.get("status").asString(),
                        data -> data.get("attempts").asInt(),
                        data -> data.path("reason").asString(null),
                        data -> data.get("version").asLong())
                .containsExactly(
                        tuple("retrying", 1, "the mail server did not take it", 2L),
                        tuple("retrying", 2, "the mail server did not take it", 3L),
                        tuple("sent", 3, null, 4L));
    }

    @Test
    void after_the_last_attempt_it_has_failed_for_good() {
        platform.refuseMailsTo(address);
        platform.deliver(Platform.ring(user, "email", "Buy groceries"));
        await().untilAsserted(() -> assertThat(platform.outcomes(user)).hasSize(1));
        platform.oneAttemptIsLeft(user);

        platform.nextAttemptIsDue(user);

        await().untilAsserted(() -> assertThat(platform.outcomes(user)).hasSize(2));
        JsonNode last = platform.outcomes(user).getLast();
        assertThat(last.get("status").asString()).isEqualTo("failed");
        assertThat(last.get("attempts").asInt()).isEqualTo(RetryPolicy.ATTEMPTS);
        assertThat(platform.rows(user).getFirst())
                .containsEntry("status", "FAILED")
                .containsEntry("next_attempt_at", null);
    }

    @Test
    void while_the_sidecar_is_down_nothing_is_lost() {
        platform.sidecar().stop();
        try {
            platform.stored("email", user, "Buy groceries");
            await().untilAsserted(
                            () -> assertThat(platform.rows(user).getFirst()).containsEntry("status", "RETRYING"));
        } finally {
            platform.sidecar().start();
        }

        // the connection to the sidecar comes back when it will: an attempt or two may still find it down
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            platform.nextAttemptIsDue(user);
            assertThat(platform.outcomes(user))
                    .extracting(data -> data.get("status").asString())
                    .startsWith("retrying")
                    .endsWith("sent")
                    .containsOnlyOnce("sent");
        });
        assertThat(platform.mails(address)).hasSize(1);
    }

    @Test
    void nobody_can_be_reached_over_a_channel_whose_component_is_not_there() {
        platform.reachable(user, "topic-of-" + user, "+15550001");
        platform.sidecar()
                .failInvocations(invocation -> Optional.of("couldn't find output binding " + invocation.binding()));

        platform.deliver(Platform.ring(user, "push", "Buy groceries"), Platform.ring(user, "sms", "Buy groceries"));

        await().untilAsserted(() -> assertThat(platform.outcomes(user)).hasSize(2));
        assertThat(platform.outcomes(user))
                .allMatch(data -> data.get("status").asString().equals("failed"))
                .extracting(data -> data.get("reason").asString())
                .containsExactlyInAnyOrder("no channel is configured for push", "no channel is configured for sms");
    }

    /** Every installation has mail: a sidecar without it is broken, and may be mended. */
    @Test
    void a_mail_waits_for_its_component() {
        platform.bindingSays("smtp", "couldn't find output binding smtp");

        platform.deliver(Platform.ring(user, "email", "Buy groceries"));

        assertThat(onlyOutcome().status()).isEqualTo(NotificationOutcome.Status.RETRYING);
    }

    @Test
    void a_mailbox_that_does_not_exist_is_not_tried_again() {
        platform.bindingSays(
                "smtp",
                "error from smtp binding, sending email failed: gomail: could not send email 1: 550 5.1.1 <" + address
                        + ">: no such user");

        platform.deliver(Platform.ring(user, "email", "Buy groceries"));

        NotificationOutcome outcome = onlyOutcome();
        assertThat(outcome.status()).isEqualTo(NotificationOutcome.Status.FAILED);
        assertThat(outcome.reason()).isEqualTo("the mail server refused the address");
    }

    @Test
    void somebody_without_an_address_is_told_how_to_give_one() {
        String unreachable = user + ":|";

        platform.deliver(Platform.ring(unreachable, "email", "Buy groceries"));

        await().untilAsserted(() -> assertThat(platform.outcomes(unreachable)).hasSize(1));
        JsonNode outcome = platform.outcomes(unreachable).getFirst();
        assertThat(outcome.get("status").asString()).isEqualTo("failed");
        assertThat(outcome.get("reason").asString()).isEqualTo("no email address: PUT /api/preferences");
    }

    @Test
    void an_attempt_that_was_cut_off_goes_again_when_its_lease_ends() {
        platform.stored("email", user, "Buy groceries");
        jdbc.sql("update notification set status = 'SENDING', attempts = 1, next_attempt_at = now() + interval '1 h'"
                        + " where user_id = ?")
                .param(user)
                .update();

        platform.nextAttemptIsDue(user);

        assertThat(onlyOutcome().attempts()).isEqualTo(2);
    }

    @Test
    void what_is_cut_off_time_and_again_is_given_up() {
        platform.stored("email", user, "Buy groceries");
        jdbc.sql("update notification set status = 'SENDING', attempts = 10, next_attempt_at = now()"
                        + " where user_id = ?")
                .param(user)
                .update();

        assertThat(onlyOutcome().status()).isEqualTo(NotificationOutcome.Status.FAILED);
        assertThat(platform.mails(address)).isEmpty();
    }

    @Test
    void who_has_lost_its_lease_decides_nothing_any_more() {
        UUID id = platform.stored("nobody's", user, "Buy groceries");
        Attempt first = table.claim("nobody's", 1, Duration.ZERO).attempts().getFirst();
        assertThat(table.claim("nobody's", 1, Duration.ofMinutes(1)).attempts())
                .singleElement()
                .satisfies(second -> {
                    assertThat(second.message().notificationId()).isEqualTo(id);
                    assertThat(second.number()).isEqualTo(2);
                    assertThat(table.settle(first, Verdict.failed("too late"))).isEmpty();
                    assertThat(table.settle(second, Verdict.sent(List.of()))).isPresent();
                    assertThat(table.settle(second, Verdict.sent(List.of()))).isEmpty();
                });
        assertThat(platform.rows(user).getFirst())
                .containsEntry("status", "SENT")
                .containsEntry("version", 2L);
    }

    @Test
    void two_instances_share_the_work_and_never_send_the_same_message_at_the_same_time() throws Exception {
        int count = 300;
        List<UUID> ids = IntStream.range(0, count)
                .mapToObj(i -> platform.stored(PigeonPost.NAME, user, "Buy groceries"))
                .toList();
        Circuit circuit = new Circuit(PigeonPost.NAME, settings.circuit(), Clock.systemUTC());
        Lane another = new Lane(pigeons, table, delivery, circuit, metrics);
        another.start();
        try {
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(platform.outcomes(user)).hasSize(count));
        } finally {
            another.stop();
            assertThat(another.await(Duration.ofSeconds(5))).isTrue();
        }

        assertThat(pigeons.sent()).filteredOn(ids::contains).hasSize(count).doesNotHaveDuplicates();
        assertThat(pigeons.collisions()).isZero();
        assertThat(pigeons.busiest()).isBetween(2, 2 * pigeons.concurrency());
    }

    @Test
    void a_channel_that_breaks_breaks_nothing_else() {
        String other = Platform.newUser();
        platform.stored(PigeonPost.NAME, user, "storm");
        platform.stored(PigeonPost.NAME, other, "Buy groceries");

        await().untilAsserted(() -> assertThat(platform.outcomes(other)).hasSize(1));
        await().untilAsserted(() -> assertThat(platform.outcomes(user))
                .singleElement()
                .satisfies(data -> assertThat(data.get("status").asString()).isEqualTo("retrying")));
    }

    @Test
    void the_older_ones_go_first() {
        platform.stored("nobody's", user, "newer");
        UUID older = platform.stored("nobody's", user, "older");
        jdbc.sql("update notification set next_attempt_at = ? where notification_id = ?")
                .params(OffsetDateTime.of(2026, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC), older)
                .update();

        assertThat(table.claim("nobody's", 1, Duration.ofMinutes(1)).attempts())
                .singleElement()
                .extracting(attempt -> attempt.message().notificationId())
                .isEqualTo(older);
        jdbc.sql("delete from notification where channel = 'nobody''s'").update();
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void logs_hold_neither_addresses_nor_titles(CapturedOutput output) {
        platform.refuseMailsTo(address);
        platform.deliver(Platform.ring(user, "email", "See Dr. Moreau"));
        await().untilAsserted(() -> assertThat(platform.outcomes(user)).hasSize(1));

        assertThat(output.getAll()).contains("could not be handed over").doesNotContain(address, "Moreau");
    }

    @Test
    void deliveries_are_counted_and_timed() {
        platform.deliver(Platform.ring(user, "email", "Buy groceries"));
        onlyOutcome();

        await().untilAsserted(() -> {
            assertThat(registry.get("taskstream.notifications.deliveries")
                            .tags("channel", "email", "outcome", "sent")
                            .counter()
                            .count())
                    .isPositive();
            assertThat(registry.get("taskstream.notification.delay")
                            .tag("channel", "email")
                            .timer()
                            .count())
                    .isPositive();
        });
    }

    private NotificationOutcome onlyOutcome() {
        await().untilAsserted(() -> assertThat(platform.outcomes(user)).hasSize(1));
        return (NotificationOutcome) EventJson.data(
                EventType.NOTIFICATION_OUTCOME, platform.outcomes(user).getFirst());
    }

    private Invocation onlyMail() {
        assertThat(platform.mails(address)).hasSize(1);
        return platform.mails(address).getFirst();
    }
}
