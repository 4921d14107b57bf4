package io.taskstream.notification.digests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskstream.api.testing.Client;
import io.taskstream.api.testing.SettableClock;
import io.taskstream.api.testing.TestIssuer;
import io.taskstream.eventing.testing.FakeSidecar.Invocation;
import io.taskstream.notification.Platform;
import io.taskstream.notification.ServiceTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@ServiceTest
class DigestTests {
    @Autowired
    Platform platform;

    @Autowired
    TestIssuer issuer;

    @Autowired
    SettableClock clock;

    @Autowired
    Digests digests;

    @Autowired
    JdbcClient jdbc;

    private final String user = Platform.newUser();
    private final String address = user + "@example.com";

    @AfterEach
    void itIsNow() {
        clock.reset();
        platform.sidecar().refuseInvocations(invocation -> false);
    }

    private Client client() {
        return new Client(platform.port()).as(issuer.token(user));
    }

    private void prefer(String preferences) {
        assertThat(client().put("/api/preferences", preferences).status()).isEqualTo(200);
    }

    private void daily() {
        prefer("{\"time_zone\": \"Europe/Berlin\", \"digest\": {\"every\": \"day\", \"at\": \"18:00\"}}");
    }

    private void rings(String title, String remindAt) {
        rings(title, remindAt, remindAt);
    }

    private void rings(String title, String remindAt, String arrives) {
        clock.set(Instant.parse(arrives));
        assertThat(platform.deliver(Platform.ring(user, "email", title, Instant.parse(remindAt))))
                .containsExactly("SUCCESS");
    }

    private void makeAt(String instant) {
        clock.set(Instant.parse(instant));
        digests.makeDue();
    }

    private List<Invocation> mails(int expected) {
        await().untilAsserted(() -> assertThat(platform.mails(address)).hasSize(expected));
        return platform.mails(address);
    }

    private long digestRows() {
        return platform.rows(user).stream()
                .filter(row -> row.get("kind").equals("DIGEST"))
                .count();
    }

    @Test
    void reminders_wait_and_go_in_one_mail_by_when_they_were_to_ring() {
        daily();
        rings("Second", "2026-02-10T12:00:00Z");
        rings("First", "2026-02-10T09:00:00Z", "2026-02-10T12:00:01Z");
        makeAt("2026-02-10T17:00:29Z");
        assertThat(digestRows()).isZero();
        clock.reset();
        JsonNode waiting = client().get("/api/notifications").json().at("/items/0");
        assertThat(waiting.get("status").asString()).isEqualTo("pending");
        assertThat(waiting.get("reason").asString()).isEqualTo("waits for the digest");

        makeAt("2026-02-10T17:00:31Z");
        digests.makeDue();

        Invocation mail = mails(1).getFirst();
        assertThat(mail.metadata()).containsEntry("subject", "2 reminders");
        assertThat(mail.data()).containsSubsequence("First", "10:00 CET", "Second", "13:00 CET");
        await().untilAsserted(() -> assertThat(platform.outcomes(user)).hasSize(3));
        assertThat(platform.outcomes(user))
                .allMatch(outcome -> outcome.get("status").asString().equals("sent"));
        assertThat(platform.rows(user)).allMatch(row -> row.get("status").equals("SENT"));
    }

    @Test
    void what_rings_at_the_end_of_a_window_belongs_to_the_next() {
        daily();
        rings("Before", "2026-02-11T16:59:59Z");
        rings("After", "2026-02-11T17:00:00Z");

        makeAt("2026-02-11T17:01:00Z");
        assertThat(mails(1).getFirst().data()).contains("Before").doesNotContain("After");
        makeAt("2026-02-12T17:01:00Z");
        assertThat(mails(2).getLast().data()).contains("After").doesNotContain("Before");
    }

    @Test
    void what_was_on_its_way_when_the_window_ended_still_goes_with_it() {
        daily();
        rings("On its way", "2026-02-13T16:59:59Z", "2026-02-13T17:00:10Z");

        makeAt("2026-02-13T17:01:00Z");

        assertThat(mails(1).getFirst().data()).contains("On its way");
    }

    @Test
    void what_comes_late_goes_with_the_next() {
        daily();
        rings("In time", "2026-02-14T09:00:00Z");
        makeAt("2026-02-14T17:01:00Z");
        mails(1);

        rings("Late", "2026-02-14T10:00:00Z", "2026-02-14T17:02:00Z");
        makeAt("2026-02-14T23:00:00Z");
        assertThat(digestRows()).isEqualTo(1);
        makeAt("2026-02-15T17:01:00Z");

        assertThat(mails(2).getLast().data()).contains("Late").doesNotContain("In time");
    }

    @Test
    void after_an_outage_what_was_missed_is_made_once() {
        daily();
        rings("Monday", "2026-02-16T09:00:00Z");
        rings("Tuesday", "2026-02-17T09:00:00Z");

        makeAt("2026-02-19T03:00:00Z");

        assertThat(mails(2)).extracting(mail -> mail.metadata().get("subject")).containsOnly("1 reminder");
    }

    @Test
    void in_the_night_of_the_long_hour_an_hourly_digest_goes_each_hour() {
        prefer("{\"time_zone\": \"Europe/Berlin\", \"digest\": {\"every\": \"hour\"}}");
        rings("Summer", "2026-10-25T00:30:00Z");
        rings("Winter", "2026-10-25T01:30:00Z");

        makeAt("2026-10-25T01:01:00Z");
        assertThat(mails(1).getFirst().data()).contains("Summer", "02:30 CEST").doesNotContain("Winter");
        makeAt("2026-10-25T02:01:00Z");
        assertThat(mails(2).getLast().data()).contains("Winter", "02:30 CET");
    }

    @Test
    void in_the_night_of_the_lost_hour_a_day_ends_nevertheless() {
        prefer("{\"time_zone\": \"Europe/Berlin\", \"digest\": {\"every\": \"day\", \"at\": \"02:30\"}}");
        rings("Night", "2026-03-29T00:30:00Z");

        makeAt("2026-03-29T01:29:00Z");
        assertThat(digestRows()).isZero();
        makeAt("2026-03-29T01:31:00Z");

        mails(1);
    }

    @Test
    void in_quiet_hours_a_digest_waits_for_their_end() {
        prefer("{\"time_zone\": \"Europe/Berlin\", \"digest\": {\"every\": \"hour\"},"
                + " \"quiet_hours\": {\"start\": \"22:00\", \"end\": \"07:00\"}}");
        rings("Late in the evening", "2026-02-20T20:59:00Z");

        makeAt("2026-02-20T21:01:00Z");
        makeAt("2026-02-21T05:59:00Z");
        assertThat(digestRows()).isZero();
        makeAt("2026-02-21T06:00:00Z");

        mails(1);
    }

    @Test
    void of_two_instances_one_makes_it() {
        daily();
        rings("Once", "2026-02-22T09:00:00Z");
        clock.set(Instant.parse("2026-02-22T17:01:00Z"));

        CompletableFuture.allOf(IntStream.range(0, 8)
                        .mapToObj(_ -> CompletableFuture.runAsync(
                                digests::makeDue, task -> Thread.ofVirtual().start(task)))
                        .toArray(CompletableFuture<?>[]::new))
                .join();

        assertThat(digestRows()).isEqualTo(1);
        mails(1);
    }

    @Test
    void an_event_that_comes_twice_is_listed_once() {
        daily();
        clock.set(Instant.parse("2026-02-23T09:00:00Z"));
        ObjectNode ring = Platform.ring(user, "email", "Once", clock.instant());

        platform.deliver(ring, ring);
        platform.deliver(ring);
        makeAt("2026-02-23T17:01:00Z");

        assertThat(mails(1).getFirst().metadata()).containsEntry("subject", "1 reminder");
    }

    @Test
    void a_long_digest_lists_the_first_and_counts_the_rest() {
        daily();
        clock.set(Instant.parse("2026-02-24T09:00:00Z"));
        platform.deliver(IntStream.range(0, Digests.MOST_LISTED + 3)
                .mapToObj(i -> Platform.ring(user, "email", "No. " + i + ".", clock.instant()))
                .toArray(ObjectNode[]::new));

        makeAt("2026-02-24T17:01:00Z");

        Invocation mail = mails(1).getFirst();
        assertThat(mail.metadata()).containsEntry("subject", "103 reminders");
        assertThat(mail.data()).contains("and 3 more");
        assertThat(mail.data().split("<li", -1)).hasSize(Digests.MOST_LISTED + 1);
    }

    @Test
    void other_channels_do_not_wait() {
        daily();

        rings("Soon", "2026-02-25T09:00:00Z");
        platform.deliver(Platform.ring(user, "push", "Now"));

        await().untilAsserted(() -> assertThat(platform.outcomes(user)).hasSize(1));
        assertThat(platform.outcomes(user).getFirst().get("channel").asString()).isEqualTo("push");
    }

    @Test
    void when_the_mail_has_failed_so_have_its_reminders() {
        daily();
        rings("In vain", "2026-02-26T09:00:00Z");
        platform.refuseMailsTo(address);
        makeAt("2026-02-26T17:01:00Z");
        await().untilAsserted(() -> assertThat(platform.outcomes(user)).hasSize(1));
        jdbc.sql("update notification set attempts = 9 where user_id = ? and kind = 'DIGEST'")
                .param(user)
                .update();

        platform.nextAttemptIsDue(user);

        await().untilAsserted(() -> assertThat(platform.outcomes(user)).hasSize(3));
        assertThat(platform.outcomes(user).subList(1, 3))
                .allMatch(outcome -> outcome.get("status").asString().equals("failed"));
    }

    @Test
    void who_has_unsubscribed_meanwhile_gets_no_digest_and_is_told_why() {
        daily();
        rings("Unwanted", "2026-02-27T09:00:00Z");
        clock.reset();
        prefer("{\"digest\": {\"every\": \"day\"}, \"unsubscribed\": [\"reminder\"]}");

        makeAt("2026-02-27T17:01:00Z");

        await().untilAsserted(() -> assertThat(platform.outcomes(user)).hasSize(1));
        assertThat(platform.outcomes(user).getFirst().get("status").asString()).isEqualTo("suppressed");
        assertThat(platform.rows(user)).hasSize(1);
    }

    @Test
    void the_digest_carries_the_way_out() {
        daily();
        rings("Enough", "2026-02-28T09:00:00Z");
        makeAt("2026-02-28T17:01:00Z");
        String link = Platform.link(mails(1).getFirst(), "/api/unsubscribe/");
        clock.reset();

        new Client(platform.port()).send("POST", link, BodyPublishers.noBody());

        assertThat(client().get("/api/preferences").json().get("unsubscribed").size())
                .isEqualTo(1);
    }

    @Test
    void digests_are_forgotten_after_a_while_but_not_those_that_are_due() {
        daily();
        rings("Old", "2026-01-05T09:00:00Z");
        clock.set(Instant.parse("2026-01-05T17:00:00Z").plus(Duration.ofDays(8)));
        digests.purge();
        digests.makeDue();
        mails(1);

        digests.purge();

        assertThat(jdbc.sql("select count(*) from digest where user_id = ?")
                        .param(user)
                        .query(Long.class)
                        .single())
                .isZero();
    }
}
