package io.taskstream.reminder.firing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskstream.api.testing.Client;
import io.taskstream.api.testing.TestIssuer;
import io.taskstream.contracts.EventJson;
import io.taskstream.contracts.EventType;
import io.taskstream.contracts.ReminderDue;
import io.taskstream.contracts.ReminderDue.Deferral;
import io.taskstream.reminder.Platform;
import io.taskstream.reminder.ServiceTest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reminders that heed their users' preferences, or ring again. */
@ServiceTest
class ConsiderateFiringTests {
    private static final Instant TOMORROW = Instant.now().plus(Duration.ofDays(1));

    @Autowired
    Platform platform;

    @Autowired
    Firing firing;

    @Autowired
    DueReminders dueReminders;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    TestIssuer issuer;

    /** Quiet from an hour ago to two hours ahead, whenever that is. */
    private static void quietNow(ObjectNode data) {
        LocalTime now = Instant.now().atZone(ZoneOffset.UTC).toLocalTime();
        data.put("time_zone", "UTC").remove("working_days");
        data.putObject("quiet_hours")
                .put("start", now.minusHours(1).toString().substring(0, 5))
                .put("end", now.plusHours(2).toString().substring(0, 5));
    }

    private static ReminderDue due(JsonNode event) {
        return (ReminderDue) EventJson.data(EventType.REMINDER_DUE, event.get("data"));
    }

    private JsonNode only(String user, long task) {
        return new Client(platform.port())
                .as(issuer.token(user))
                .get("/api/tasks/" + task + "/reminders")
                .json()
                .at("/items/0");
    }

    @Test
    void preferences_that_have_changed_since_defer_a_due_reminder_and_later_it_says_so() {
        long task = platform.task("quinn", TOMORROW);
        platform.preferences("quinn", 1, ConsiderateFiringTests::quietNow);
        platform.dueSince(task, Duration.ofSeconds(1));

        platform.tickUntil(() -> assertThat(platform.history(task))
                .containsExactly("scheduled asked_with_task", "deferred quiet_hours"));

        JsonNode reminder = only("quinn", task);
        assertThat(platform.rung(task)).isEmpty();
        assertThat(reminder.get("status").asString()).isEqualTo("scheduled");
        assertThat(reminder.get("occurrence").asInt()).isEqualTo(1);
        assertThat(Instant.parse(reminder.get("remind_at").asString()))
                .isAfter(Instant.now().plus(Duration.ofMinutes(110)));
        // the next day, so to speak
        platform.preferences("quinn", 2, data -> {
            data.remove("quiet_hours");
            data.remove("working_days");
        });
        platform.tickUntil(() -> assertThat(platform.rung(task)).hasSize(1));
    }

    @Test
    void a_deferred_reminder_rings_with_when_it_was_wanted_and_what_spoke_against_it() {
        long task = platform.task("quincy", TOMORROW);
        Instant wanted = Instant.now().minus(Duration.ofHours(8));
        jdbc.sql("update reminder set remind_at = clock_timestamp(), deferral = 'WORKING_DAYS', deferred_from = ?"
                        + " where task_id = ?")
                .params(wanted.atOffset(ZoneOffset.UTC), task)
                .update();

        platform.tickUntil(() -> assertThat(platform.rung(task)).hasSize(1));

        ReminderDue due = due(platform.rung(task).getFirst());
        assertThat(due.deferral()).isEqualTo(Deferral.WORKING_DAYS);
        assertThat(due.deferredFrom()).isBetween(wanted.minusMillis(1), wanted.plusMillis(1));
        assertThat(due.late()).isFalse();
    }

    @Test
    void one_that_does_not_care_rings_in_quiet_hours() {
        platform.preferences("rob", 1, ConsiderateFiringTests::quietNow);
        long task = platform.task("rob", TOMORROW);
        jdbc.sql("update reminder set ignore_quiet_hours = true where task_id = ?")
                .param(task)
                .update();
        platform.dueSince(task, Duration.ZERO);

        platform.tickUntil(() -> assertThat(platform.rung(task)).hasSize(1));
    }

    @Test
    void it_rings_again_until_the_task_is_done() {
        long task = platform.task("alice");
        Client alice = new Client(platform.port()).as(issuer.token("alice"));
        JsonNode reminder = alice.post("/api/tasks/" + task + "/reminders", """
                        {"remind_at": "%s", "notification_method": "push", "repeat": {"every": "PT10M"}}""".formatted(TOMORROW))
                .json();
        assertThat(reminder.at("/repeat/times").asInt()).isEqualTo(100);
        platform.dueSince(task, Duration.ofMillis(10));

        platform.tickUntil(() -> assertThat(platform.rung(task)).hasSize(1));
        Instant first = due(platform.rung(task).getFirst()).remindAt();
        JsonNode again = only("alice", task);
        assertThat(again.get("status").asString()).isEqualTo("scheduled");
        assertThat(again.get("occurrence").asInt()).isEqualTo(2);
        assertThat(again.at("/repeat/left").asInt()).isEqualTo(99);
        assertThat(again.has("fired_at")).isTrue();
        assertThat(Instant.parse(again.get("remind_at").asString())).isEqualTo(first.plus(Duration.ofMinutes(10)));

        platform.dueSince(task, Duration.ofMillis(10));
        platform.tickUntil(() -> assertThat(platform.rung(task)).hasSize(2));
        assertThat(platform.rung(task))
                .extracting(event -> due(event).occurrence())
                .containsExactly(1, 2);
        platform.deliver(Platform.completed(task, "alice", 2));

        assertThat(platform.statuses(task)).containsExactly("CANCELLED");
        assertThat(platform.history(task))
                .containsExactly(
                        "scheduled asked",
                        "fired due",
                        "scheduled repeat",
                        "fired due",
                        "scheduled repeat",
                        "cancelled task_completed");
    }

    @Test
    void it_rings_again_as_often_as_was_asked_and_no_more() {
        long task = platform.task("alice");
        new Client(platform.port()).as(issuer.token("alice")).post("/api/tasks/" + task + "/reminders", """
                {"remind_at": "%s", "notification_method": "push", "repeat": {"every": "PT1M", "times": 1}}""".formatted(
                        TOMORROW));
        platform.dueSince(task, Duration.ZERO);
        platform.tickUntil(() -> assertThat(platform.rung(task)).hasSize(1));
        platform.dueSince(task, Duration.ZERO);

        platform.tickUntil(() -> assertThat(platform.rung(task)).hasSize(2));

        assertThat(platform.statuses(task)).containsExactly("FIRED");
        assertThat(only("alice", task).at("/repeat/left").asInt()).isZero();
    }

    @Test
    void what_was_missed_in_an_outage_says_that_nobody_was_at_work() {
        long task = platform.task("alice", TOMORROW);
        platform.tickUntil(() -> assertThat(looks()).isEqualTo(1));
        transaction.executeWithoutResult(status -> {
            // nobody looks any more, as far as the database can tell
            jdbc.sql("update firing_watch set looked_at = now() - interval '3 hours'")
                    .update();
            jdbc.sql("update reminder set remind_at = now() - interval '2 hours', updated_at = now() - interval '1 day'"
                            + " where task_id = ?")
                    .param(task)
                    .update();
        });

        platform.tickUntil(() -> assertThat(platform.rung(task)).hasSize(1));

        assertThat(platform.history(task)).containsExactly("scheduled asked_with_task", "fired_late outage");
        long reminder = only("alice", task).get("reminder_id").asLong();
        assertThat(new Client(platform.port())
                        .as(issuer.token("alice"))
                        .get("/api/reminders/" + reminder + "/history")
                        .json()
                        .at("/items/1/explanation")
                        .asString())
                .startsWith("Rang 2 h 0 min late")
                .endsWith("the service was down");
    }

    @Test
    void two_transactions_that_claim_at_once_share_what_is_due() throws Exception {
        long task = platform.task(
                "alice", IntStream.range(0, 20).mapToObj(i -> TOMORROW).toArray(Instant[]::new));
        CountDownLatch bothHaveClaimed = new CountDownLatch(2);
        try (ExecutorService replicas = Executors.newFixedThreadPool(2)) {
            // no tick comes, and the instant is not near: the loop leaves them alone until the sweep, if it is that
            // late
            jdbc.sql("update reminder set remind_at = now() - interval '1 hour' where task_id = ?")
                    .param(task)
                    .update();
            List<Future<List<Verdict>>> shares = IntStream.range(0, 2)
                    .mapToObj(i -> replicas.submit(() -> transaction.execute(status -> {
                        List<Verdict> judged = dueReminders.claim(Instant.EPOCH, 10).stream()
                                .map(claimed -> claimed.judge(null))
                                .toList();
                        bothHaveClaimed.countDown();
                        awaitUninterruptibly(bothHaveClaimed);
                        dueReminders.settle(judged);
                        return judged;
                    })))
                    .toList();
            List<Long> claimed = shares.get(0).get().stream()
                    .map(verdict -> verdict.reminder().reminderId())
                    .toList();
            List<Long> others = shares.get(1).get().stream()
                    .map(verdict -> verdict.reminder().reminderId())
                    .toList();
            assertThat(claimed).hasSize(10).doesNotContainAnyElementsOf(others);
            assertThat(others).hasSize(10);
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        await().until(() -> latch.getCount() == 0);
    }

    private int looks() {
        return jdbc.sql("select count(*) from firing_watch")
                .query(Integer.class)
                .single();
    }
}
