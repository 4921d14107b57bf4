package io.taskstream.reminder.reminders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.taskstream.api.testing.Client;
import io.taskstream.api.testing.Client.Answer;
import io.taskstream.api.testing.SettableClock;
import io.taskstream.api.testing.TestIssuer;
import io.taskstream.reminder.Platform;
import io.taskstream.reminder.ServiceTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@ServiceTest
class SnoozeTests {
    private static final Instant TOMORROW =
            Instant.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);

    @Autowired
    Platform platform;

    @Autowired
    TestIssuer issuer;

    @Autowired
    SettableClock clock;

    private Client alice;

    @BeforeEach
    void logIn() {
        alice = as("alice");
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    /** Also when the clock has been moved. */
    private Client as(String user) {
        return new Client(platform.port())
                .as(issuer.token(claims -> claims.subject(user)
                        .claim("scope", "openid tasks")
                        .expirationTime(Date.from(Instant.parse("2036-01-01T00:00:00Z")))));
    }

    private long fired() {
        long task = platform.task("alice", TOMORROW);
        platform.dueSince(task, Duration.ZERO);
        platform.tickUntil(() -> assertThat(platform.statuses(task)).containsExactly("FIRED"));
        return task;
    }

    private String snooze(long task) {
        return snooze(alice, task);
    }

    private static String snooze(Client client, long task) {
        JsonNode reminder =
                client.get("/api/tasks/" + task + "/reminders").json().at("/items/0");
        return "/api/reminders/" + reminder.get("reminder_id").asLong() + "/snooze";
    }

    private static Instant remindAt(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return Instant.parse(answer.json().get("remind_at").asString());
    }

    @Test
    void one_that_has_rung_rings_once_more() {
        long task = fired();

        Answer answer = alice.post(snooze(task), "{\"for\": \"PT15M\"}");

        assertThat(remindAt(answer))
                .isCloseTo(Instant.now().plus(Duration.ofMinutes(15)), within(30, ChronoUnit.SECONDS));
        assertThat(answer.json().get("status").asString()).isEqualTo("scheduled");
        assertThat(answer.json().get("occurrence").asInt()).isEqualTo(2);
        assertThat(answer.header("ETag"))
                .contains('"' + answer.json().get("version").asString() + '"');
        platform.dueSince(task, Duration.ZERO);
        platform.tickUntil(() -> assertThat(platform.rung(task)).hasSize(2));
        assertThat(platform.rung(task))
                .extracting(event -> event.at("/data/occurrence").asInt())
                .containsExactly(1, 2);
    }

    @Test
    void a_short_snooze_needs_no_tick() {
        long task = fired();

        alice.post(snooze(task), "{\"for\": \"PT1S\"}");

        await().untilAsserted(() -> assertThat(platform.rung(task)).hasSize(2));
    }

    @Test
    void one_that_is_yet_to_ring_is_put_off_from_then_on() {
        long task = platform.task("alice", TOMORROW);

        assertThat(remindAt(alice.post(snooze(task), "{\"for\": \"PT2H\"}")))
                .isEqualTo(TOMORROW.plus(Duration.ofHours(2)));
        assertThat(remindAt(
                        alice.post(snooze(task), "{\"until\": \"%s\"}".formatted(TOMORROW.plus(Duration.ofHours(5))))))
                .isEqualTo(TOMORROW.plus(Duration.ofHours(5)));
        assertThat(platform.history(task))
                .containsExactly("scheduled asked_with_task", "snoozed snoozed", "snoozed snoozed");
    }

    @Test
    void it_never_rings_earlier_for_being_snoozed() {
        long task = platform.task("alice", TOMORROW);

        Answer answer = alice.post(snooze(task), "{\"until\": \"%s\"}".formatted(TOMORROW.minus(Duration.ofHours(1))));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().get("detail").asString()).contains(TOMORROW.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "2027-03-27T12:00:00Z, Europe/Berlin, 2027-03-28T06:00:00Z",
        "2027-10-30T12:00:00Z, Europe/Berlin, 2027-10-31T07:00:00Z",
        "2027-03-13T23:00:00Z, America/New_York, 2027-03-14T12:00:00Z",
        "2027-06-01T12:00:00Z, Asia/Kathmandu, 2027-06-02T02:15:00Z",
    })
    void until_morning_is_tomorrow_where_the_user_lives_also_when_clocks_change(
            Instant now, String zone, Instant morning) {
        String user = "morning-" + Platform.newTaskId();
        platform.preferences(user, 1, data -> {
            data.put("time_zone", zone);
            data.remove("working_days");
        });
        clock.set(now);
        long task = platform.task(user, now.plus(Duration.ofMinutes(10)));
        Client client = as(user);

        assertThat(remindAt(client.post(snooze(client, task), "{\"until_morning\": true}")))
                .isEqualTo(morning);
    }

    @Test
    void quiet_hours_defer_the_end_of_a_snooze() {
        platform.preferences("quentin", 1, data -> {
            data.put("time_zone", "UTC");
            data.remove("working_days");
        });
        clock.set(Instant.parse("2027-06-01T20:00:00Z"));
        long task = platform.task("quentin", Instant.parse("2027-06-01T21:00:00Z"));
        Client quentin = as("quentin");

        Answer answer = quentin.post(snooze(quentin, task), "{\"for\": \"PT2H30M\"}");

        assertThat(remindAt(answer)).isEqualTo(Instant.parse("2027-06-02T07:00:00Z"));
        assertThat(answer.json().get("deferred_from").asString()).isEqualTo("2027-06-01T23:30:00Z");
        assertThat(answer.json().get("deferral").asString()).isEqualTo("quiet_hours");
    }

    @Test
    void a_repeated_key_snoozes_once() {
        long task = platform.task("alice", TOMORROW);
        String path = snooze(task);
        Client keyed = alice.with("Idempotency-Key", "snooze-" + task);

        Answer first = keyed.post(path, "{\"for\": \"PT1H\"}");
        Answer again = keyed.post(path, "{\"for\": \"PT1H\"}");

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(keyed.post(path, "{\"for\": \"PT2H\"}").status()).isEqualTo(422);
        assertThat(platform.history(task)).containsExactly("scheduled asked_with_task", "snoozed snoozed");
    }

    @Test
    void a_stale_version_is_refused() {
        long task = platform.task("alice", TOMORROW);

        assertThat(alice.with("If-Match", "\"7\"")
                        .post(snooze(task), "{\"for\": \"PT1H\"}")
                        .status())
                .isEqualTo(412);
        assertThat(alice.with("If-Match", "\"1\"")
                        .post(snooze(task), "{\"for\": \"PT1H\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void what_does_not_ring_any_more_can_not_be_snoozed_and_the_answer_says_why() {
        long cancelled = platform.task("alice", TOMORROW);
        String path = snooze(cancelled);
        alice.delete(path.replace("/snooze", ""));
        assertThat(alice.post(path, "{\"for\": \"PT1H\"}").json().get("detail").asString())
                .contains("cancelled");

        long done = fired();
        platform.deliver(Platform.completed(done, "alice", 2));
        Answer answer = alice.post(snooze(done), "{\"for\": \"PT1H\"}");
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().get("detail").asString()).contains("completed");
        assertThat(platform.statuses(done)).containsExactly("FIRED");

        long waiting = platform.taskDue("alice", null);
        alice.post("/api/tasks/" + waiting + "/reminders", """
                {"before_due": "PT1H", "notification_method": "email"}""");
        assertThat(alice.post(snooze(waiting), "{\"for\": \"PT1H\"}").status()).isEqualTo(409);
    }

    @Test
    void somebody_elses_reminder_is_not_found() {
        long task = platform.task("alice", TOMORROW);

        assertThat(as("bob").post(snooze(task), "{\"for\": \"PT1H\"}").status()).isEqualTo(404);
        assertThat(as("bob")
                        .post("/api/reminders/999999999/snooze", "{\"for\": \"PT1H\"}")
                        .status())
                .isEqualTo(404);
        assertThat(platform.history(task)).containsExactly("scheduled asked_with_task");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | for",
                "{\"for\": null} | for",
                "{\"for\": \"PT1H\", \"until_morning\": true} | body",
                "{\"for\": \"PT1H\", \"until\": \"2027-01-01T00:00:00Z\"} | body",
                "{\"for\": \"PT0S\"} | for",
                "{\"for\": \"-PT1H\"} | for",
                "{\"for\": \"P367D\"} | for",
                "{\"for\": \"PT9223372036854775807S\"} | for",
                "{\"for\": \"a while\"} | for",
                "{\"for\": 900} | for",
                "{\"until\": \"2020-01-01T00:00:00Z\"} | until",
                "{\"until\": \"2999-01-01T00:00:00Z\"} | until",
                "{\"until\": \"soon\"} | until",
                "{\"until_morning\": false} | until_morning",
                "{\"until_morning\": \"true\"} | until_morning",
                "{\"until_evening\": true} | until_evening",
                "[] | body",
                "{ | body"
            })
    void a_bad_body_is_refused_with_its_field_named_and_nothing_changes(String body, String field) {
        long task = platform.task("alice", TOMORROW);

        Answer answer = alice.post(snooze(task), body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.errors()).singleElement().asString().startsWith(field + ": ");
        assertThat(platform.history(task)).containsExactly("scheduled asked_with_task");
    }
}
