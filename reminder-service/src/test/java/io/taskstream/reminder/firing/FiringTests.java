package io.taskstream.reminder.firing;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.taskstream.api.testing.Client;
import io.taskstream.contracts.EventJson;
import io.taskstream.contracts.EventType;
import io.taskstream.contracts.ReminderDue;
import io.taskstream.contracts.Topics;
import io.taskstream.reminder.Platform;
import io.taskstream.reminder.ServiceTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

@ServiceTest
class FiringTests {
    private static final Instant TOMORROW = Instant.now().plus(Duration.ofDays(1));

    @Autowired
    Platform platform;

    @Autowired
    Firing firing;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    MeterRegistry registry;

    @Test
    void a_tick_fires_what_is_due_once_and_in_time() {
        long task = platform.task("alice", TOMORROW);
        platform.dueSince(task, Duration.ofMillis(100));

        platform.tick();
        platform.tick();

        await().untilAsserted(() -> assertThat(platform.rung(task)).hasSize(1));
        platform.tick();
        JsonNode event = platform.rung(task).getFirst();
        ReminderDue due = (ReminderDue) EventJson.data(EventType.REMINDER_DUE, event.get("data"));
        assertThat(due.userId()).isEqualTo("alice");
        assertThat(due.taskTitle()).isEqualTo("Buy groceries");
        assertThat(due.occurrence()).isEqualTo(1);
        assertThat(due.late()).isFalse();
        assertThat(due.firedAt()).isAfter(due.remindAt());
        assertThat(event.get("partitionkey").asString()).isEqualTo(Long.toString(task));
        assertThat(platform.statuses(task)).containsExactly("FIRED");
        // another reminder's ring says that the later ticks have been worked off
        ringAnother();
        assertThat(platform.rung(task)).hasSize(1);
    }

    @Test
    void the_event_goes_on_in_the_trace_of_the_request_that_asked_for_the_reminder() {
        long task = platform.task("alice", TOMORROW);
        platform.dueSince(task, Duration.ZERO);

        platform.tick();

        await().untilAsserted(() -> assertThat(platform.rung(task)).hasSize(1));
        assertThat(platform.rung(task).getFirst().get("causetrace").asString()).startsWith("00-" + Platform.TRACE_ID);
    }

    @Test
    void what_was_missed_fires_late_and_says_so_and_the_oldest_comes_first() {
        long task = platform.task("alice", TOMORROW, TOMORROW, TOMORROW);
        jdbc.sql("update reminder set remind_at = now() - (reminder_id % 97 + 1) * interval '1 hour' where task_id = ?")
                .param(task)
                .update();

        platform.tickUntil(() -> assertThat(platform.rung(task)).hasSize(3));

        assertThat(platform.rung(task))
                .allMatch(event -> event.at("/data/late").asBoolean())
                .extracting(event -> Instant.parse(event.at("/data/remind_at").asString()))
                .isSorted();
    }

    @Test
    void nothing_fires_early_and_no_tick_is_needed_for_what_comes_due_before_long() {
        Instant start = Instant.now();
        Instant[] instants = IntStream.range(0, 20)
                .mapToObj(i -> start.plusMillis(300 + 77L * i))
                .toArray(Instant[]::new);

        long task = platform.task("alice", instants);

        await().untilAsserted(() -> assertThat(platform.rung(task)).hasSize(instants.length));
        assertThat(platform.rung(task)).allSatisfy(event -> {
            ReminderDue due = (ReminderDue) EventJson.data(EventType.REMINDER_DUE, event.get("data"));
            assertThat(due.firedAt()).isBetween(due.remindAt(), due.remindAt().plusSeconds(2));
            assertThat(due.late()).isFalse();
        });
    }

    @Test
    void cancelled_ones_stay_silent() {
        long task = platform.task("alice", TOMORROW);
        platform.deliver(Platform.completed(task, "alice", 2));
        platform.dueSince(task, Duration.ofSeconds(1));

        platform.tick();

        ringAnother();
        assertThat(platform.rung(task)).isEmpty();
        assertThat(platform.statuses(task)).containsExactly("CANCELLED");
    }

    @Test
    void replicas_that_tick_at_the_same_time_share_the_work_and_fire_each_reminder_once() throws Exception {
        long task = platform.task("alice");
        int count = 3_000;
        due(task, count);

        List<Integer> shares = new ArrayList<>();
        try (ExecutorService replicas = Executors.newFixedThreadPool(4)) {
            List<Future<Integer>> running = IntStream.range(0, 4)
                    .mapToObj(i -> replicas.submit(this::drainAsAnotherReplica))
                    .toList();
            platform.tick();
            for (Future<Integer> replica : running) {
                shares.add(replica.get());
            }
        }

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(platform.rung(task)).hasSizeGreaterThanOrEqualTo(count));
        Map<Long, Long> rings = platform.rung(task).stream()
                .collect(groupingBy(event -> event.at("/data/reminder_id").asLong(), counting()));
        assertThat(rings)
                .hasSize(count)
                .allSatisfy((reminder, times) -> assertThat(times).isEqualTo(1));
        assertThat(shares).filteredOn(share -> share > 0).hasSizeGreaterThan(1);
    }

    @Test
    void a_reminder_in_somebody_elses_hands_holds_up_no_other() {
        long held = platform.task("alice", TOMORROW);
        long free = platform.task("bob", TOMORROW);
        platform.dueSince(held, Duration.ofMillis(500));
        platform.dueSince(free, Duration.ofMillis(100));
        transaction.executeWithoutResult(status -> {
            jdbc.sql("select 1 from reminder where task_id = ? and status = 'SCHEDULED' for update")
                    .param(held)
                    .query(Integer.class)
                    .single();
            platform.tick();
            await().untilAsserted(() -> assertThat(platform.rung(free)).hasSize(1));
            assertThat(platform.rung(held)).isEmpty();
        });

        platform.tickUntil(() -> assertThat(platform.rung(held)).hasSize(1));
    }

    @Test
    void what_is_long_overdue_when_it_is_scheduled_does_not_wait_for_the_next_sweep() {
        long swept = platform.task("alice", TOMORROW);
        platform.dueSince(swept, Duration.ofMinutes(1));
        platform.tickUntil(() -> assertThat(platform.rung(swept)).hasSize(1));

        long task = platform.task("alice", Instant.now().minusSeconds(30));

        await().untilAsserted(() -> assertThat(platform.rung(task)).hasSize(1));
    }

    @Test
    void while_the_sidecar_is_down_reminders_fire_into_the_outbox_and_reach_the_broker_later() {
        long task = platform.task("alice", TOMORROW);
        platform.dueSince(task, Duration.ZERO);
        platform.sidecar().stop();
        try {
            platform.tick();

            await().untilAsserted(() -> assertThat(platform.statuses(task)).containsExactly("FIRED"));
            assertThat(platform.waiting(task)).isEqualTo(1);
            assertThat(platform.rung(task)).isEmpty();
        } finally {
            platform.sidecar().start();
        }
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(platform.rung(task)).hasSize(1));
        await().untilAsserted(() -> assertThat(platform.waiting(task)).isZero());
    }

    @Test
    void only_the_sidecar_may_tick() {
        assertThat(new Client(platform.port())
                        .post("/dapr/bindings/reminder-tick", "{}")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void lateness_and_counts_are_measured() {
        double fired = registry.get("taskstream.reminders.fired")
                .tag("late", "true")
                .counter()
                .count();
        long task = platform.task("alice", TOMORROW);
        platform.dueSince(task, Duration.ofMinutes(1));

        platform.tickUntil(() -> assertThat(registry.get("taskstream.reminders.fired")
                        .tag("late", "true")
                        .counter()
                        .count())
                .isGreaterThan(fired));
        assertThat(registry.get("taskstream.reminder.lateness").timer().max(TimeUnit.SECONDS))
                .isGreaterThanOrEqualTo(60);
        assertThat(registry.get("taskstream.reminders.pending").gauge().value()).isNotNegative();
    }

    private int drainAsAnotherReplica() {
        int fired = 0;
        int batch;
        do {
            batch = firing.fire(Instant.EPOCH, 100, null).size();
            fired += batch;
        } while (batch > 0);
        return fired;
    }

    private void due(long task, int count) {
        jdbc.sql("""
                        insert into reminder (reminder_id, task_id, user_id, remind_at, notification_method, status,
                            occurrence, late, version, created_at, updated_at)
                        select nextval('reminder_seq'), ?, 'alice', now() - i * interval '1 millisecond', 'EMAIL',
                            'SCHEDULED', 1, false, 1, now(), now()
                        from generate_series(1, ?) i
                        """).params(task, count).update();
    }

    private void ringAnother() {
        int before = platform.sidecar().published(Topics.REMINDERS).size();
        long another = platform.task("zoe", TOMORROW);
        platform.dueSince(another, Duration.ZERO);
        platform.tick();
        await().untilAsserted(() -> assertThat(platform.rung(another)).hasSize(1));
        assertThat(platform.sidecar().published(Topics.REMINDERS)).hasSizeGreaterThan(before);
    }
}
