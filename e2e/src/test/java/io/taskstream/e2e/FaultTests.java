package io.taskstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskstream.e2e.platform.Api;
import io.taskstream.e2e.platform.Database;
import io.taskstream.e2e.platform.Platform;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens when parts fail: nothing is lost, and nothing takes effect twice. */
class FaultTests {
    private final Platform platform = Platform.get();
    private final Api alice = platform.as("alice");
    private final Database analytics = platform.database("analytics");

    @AfterEach
    void everythingRunsAgain() {
        for (String component : List.of("postgres", "kafka", "task-service-sidecar", "reminder-service")) {
            platform.start(component);
        }
        platform.awaitReady();
    }

    @Test
    void while_the_broker_is_down_the_api_answers_and_events_flow_when_it_returns() {
        List<Long> tasks = new ArrayList<>();
        tasks.add(create("Before the outage"));
        platform.stop("kafka");
        for (int i = 0; i < 20; i++) {
            tasks.add(create("During the outage " + i));
        }
        platform.start("kafka");
        tasks.add(create("After the outage"));
        awaitStoredOnce(tasks);
    }

    @Test
    void while_its_sidecar_is_down_the_api_answers_and_events_flow_when_it_returns() {
        platform.stop("task-service-sidecar");
        List<Long> tasks = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            tasks.add(create("Without a sidecar " + i));
        }
        assertThat(stored(tasks.getFirst())).isZero();
        platform.start("task-service-sidecar");
        awaitStoredOnce(tasks);
    }

    @Test
    void a_service_killed_between_commit_and_publish_loses_nothing() {
        platform.stop("task-service-sidecar");
        long task = create("Committed, not published");
        platform.kill("task-service");
        platform.start("task-service-sidecar");
        awaitStoredOnce(List.of(task));
    }

    @Test
    void a_killed_consumer_misses_nothing_and_applies_nothing_twice() {
        List<Long> tasks = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            tasks.add(create("Under fire " + i));
            if (i == 50) {
                platform.kill("analytics-service");
            }
            if (i == 100) {
                platform.kill("analytics-service-sidecar");
            }
        }
        awaitStoredOnce(tasks);
    }

    @Test
    void a_reminder_that_fell_due_during_an_outage_rings_once_late() {
        String title = "Late " + UUID.randomUUID();
        // enough time to stop all replicas, one after the other
        Instant due = Instant.now().plusSeconds(30);
        alice.post("/api/tasks", """
                        {"title": "%s", "reminders": [{"remind_at": "%s", "notification_method": "email"}]}
                        """.formatted(title, due)).expect(201);
        Database reminders = platform.database("reminder");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> reminders.count("select count(*) from task_view where title = ?", title) == 1);
        Platform.REMINDER_REPLICAS.forEach(platform::stop);
        assertThat(Instant.now()).isBefore(due);
        await().atMost(Duration.ofSeconds(45)).until(() -> Instant.now().isAfter(due.plusSeconds(7)));
        Platform.REMINDER_REPLICAS.forEach(platform::start);
        platform.mails().await1("alice@example.com", title, Duration.ofSeconds(60));
        assertThat(platform.mails().to("alice@example.com", title)).hasSize(1);
        assertThat(analytics.query(
                        "select data ->> 'late' from event where type = 'reminder.due.v1' and data ->> 'task_title' = ?",
                        title))
                .containsExactly("true");
    }

    @Test
    void what_is_no_event_is_set_aside_and_stops_nothing() {
        platform.broker().produce("task-events", "1", "not an event".getBytes(StandardCharsets.UTF_8));
        platform.broker()
                .produce("task-events", "1", """
                        {"specversion":"1.0","id":"%s","source":"/elsewhere","type":"task.created.v1","subject":"1",
                         "time":"2026-01-26T10:00:00Z","datacontenttype":"application/json","partitionkey":"1",
                         "data":{"event_type":"created","task_id":"one"}}
                        """.formatted(UUID.randomUUID()).getBytes(StandardCharsets.UTF_8));
        long task = create("Behind the poison");
        awaitStoredOnce(List.of(task));
        for (String consumer : List.of("analytics", "reminder")) {
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(platform.database(consumer)
                                    .query("select topic from dead_letter where state = 'dead'"))
                            .filteredOn("task-events"::equals)
                            .hasSizeGreaterThanOrEqualTo(2));
        }
    }

    @Test
    void while_a_consumers_database_is_down_its_events_wait_and_are_no_dead_letters() {
        platform.stop("postgres");
        await().pollDelay(Duration.ofSeconds(5)).until(() -> true);
        platform.start("postgres");
        platform.awaitReady();
        long deadBefore = analytics.count("select count(*) from dead_letter");
        long task = create("After the database came back");
        awaitStoredOnce(List.of(task));
        assertThat(analytics.count("select count(*) from dead_letter")).isEqualTo(deadBefore);
    }

    private long create(String title) {
        return alice.post("/api/tasks", "{\"title\": \"" + title + "\"}")
                .expect(201)
                .json()
                .get("task_id")
                .asLong();
    }

    private void awaitStoredOnce(List<Long> tasks) {
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(tasks.stream().filter(task -> stored(task) == 0))
                        .isEmpty());
        assertThat(tasks).allSatisfy(task -> assertThat(stored(task)).isEqualTo(1));
    }

    private long stored(long task) {
        return analytics.count("select count(*) from event where type = 'task.created.v1' and task_id = ?", task);
    }
}
