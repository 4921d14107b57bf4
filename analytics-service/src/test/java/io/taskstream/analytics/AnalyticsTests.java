package io.taskstream.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskstream.api.testing.Client;
import io.taskstream.api.testing.Client.Answer;
import io.taskstream.api.testing.TestIssuer;
import io.taskstream.contracts.EventType;
import io.taskstream.contracts.Topics;
import io.taskstream.eventing.testing.FakeSidecar;
import io.taskstream.eventing.testing.GoldenEvents;
import io.taskstream.eventing.testing.RunningService;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@RunningService
class AnalyticsTests {
    @Autowired
    FakeSidecar sidecar;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TestIssuer issuer;

    @LocalServerPort
    int port;

    @BeforeEach
    void clean() {
        jdbc.execute("truncate event, task_fact, inbox, dead_letter");
    }

    @Test
    void every_event_is_stored_once_with_its_place_and_time() {
        ObjectNode created = GoldenEvents.of(EventType.TASK_CREATED);
        sidecar.deliver(port, Topics.TASK_EVENTS, created, created);
        sidecar.deliver(port, Topics.TASK_EVENTS, created);
        assertThat(jdbc.queryForList("select * from event"))
                .singleElement()
                .satisfies(event -> assertThat(event)
                        .containsEntry("topic", "task-events")
                        .containsEntry("partition_no", 0)
                        .containsEntry("type", "task.created.v1")
                        .containsEntry("source", "/task-service")
                        .containsEntry("user_id", "user123")
                        .containsEntry("task_id", 123L)
                        .containsEntry("version", 1L)
                        .containsKeys("offset_no", "consumed_at", "causetrace"));
        assertThat(JsonMapper.shared().readTree(jdbc.queryForObject("select data::text from event", String.class)))
                .isEqualTo(created.get("data"));
    }

    @Test
    void events_of_all_topics_are_stored() {
        for (EventType type : EventType.values()) {
            assertThat(sidecar.deliver(port, type.topic(), GoldenEvents.of(type)))
                    .containsExactly("SUCCESS");
        }
        assertThat(jdbc.queryForList("select distinct type from event", String.class))
                .hasSize(EventType.values().length);
    }

    @Test
    void a_batch_with_something_malformed_loses_nothing_else() {
        ObjectNode malformed = GoldenEvents.of(EventType.TASK_CREATED, data -> data.put("task_id", "one"));
        ObjectNode unknown = GoldenEvents.of(EventType.TASK_CREATED);
        unknown.put("type", "task.archived.v1");
        assertThat(sidecar.deliver(
                        port, Topics.TASK_EVENTS, malformed, GoldenEvents.of(EventType.TASK_CREATED), unknown))
                .containsExactly("SUCCESS", "SUCCESS", "SUCCESS");
        assertThat(count("event")).isEqualTo(1);
        assertThat(count("dead_letter")).isEqualTo(1);
    }

    @Test
    void counts_are_the_same_whatever_the_order_of_events() {
        for (int seed = 1; seed <= 10; seed++) {
            clean();
            List<ObjectNode> events = Arrays.asList(
                    task(EventType.TASK_CREATED, 1, 1, "2026-01-26T10:00:00Z"),
                    task(EventType.TASK_COMPLETED, 1, 2, "2026-01-26T11:00:00Z"),
                    task(EventType.TASK_UPDATED, 1, 3, "2026-01-26T12:00:00Z"), // reopens it
                    task(EventType.TASK_COMPLETED, 1, 4, "2026-01-27T10:00:00Z"),
                    task(EventType.TASK_DELETED, 1, 5, "2026-01-27T11:00:00Z"),
                    task(EventType.TASK_CREATED, 2, 1, "2026-01-27T23:30:00Z"),
                    task(EventType.TASK_COMPLETED, 2, 2, "2026-01-27T23:40:00Z"),
                    task(EventType.TASK_UPDATED, 2, 3, "2026-01-27T23:50:00Z"), // reopens it
                    task(EventType.TASK_CREATED, 3, 1, "2026-01-20T10:00:00Z"));
            Collections.shuffle(events, new Random(seed));
            // one by one and again all at once: the merge in the database and the one before it agree
            events.forEach(event -> sidecar.deliver(port, Topics.TASK_EVENTS, event));
            sidecar.deliver(port, Topics.TASK_EVENTS, events.toArray(JsonNode[]::new));
            JsonNode stats = get("/api/stats?from=2026-01-25&to=2026-01-27", "user123");
            assertThat(stats.get("tasks_created").asInt()).isEqualTo(2);
            assertThat(stats.get("tasks_completed").asInt()).isEqualTo(1);
            assertThat(stats.get("completion_rate").asDouble()).isEqualTo(0.5);
            assertThat(stats.get("by_day").toString()).isEqualTo("""
                            [{"day":"2026-01-26","tasks_created":1,"tasks_completed":0},\
                            {"day":"2026-01-27","tasks_created":1,"tasks_completed":1}]""");
        }
    }

    @Test
    void days_begin_and_end_in_the_zone_that_is_asked_for() {
        sidecar.deliver(port, Topics.TASK_EVENTS, task(EventType.TASK_CREATED, 2, 1, "2026-01-27T23:30:00Z"));
        assertThat(get("/api/stats?from=2026-01-28&to=2026-01-28&zone=Europe/Berlin", "user123")
                        .get("tasks_created")
                        .asInt())
                .isEqualTo(1);
        assertThat(get("/api/stats?from=2026-01-28&to=2026-01-28", "user123")
                        .get("tasks_created")
                        .asInt())
                .isZero();
    }

    @Test
    void without_any_task_there_is_no_rate() {
        JsonNode stats = get("/api/stats", "nobody");
        assertThat(stats.get("tasks_created").asInt()).isZero();
        assertThat(stats.path("completion_rate").isNull()
                        || stats.path("completion_rate").isMissingNode())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from=yesterday", "to=2026-13-01", "from=2026-02-01&to=2026-01-01", "from=2020-01-01&to=2026-01-01",
                "zone=Mars/Olympus", "zone=%2B02:00", "from=-999999999-01-01", "days=3"
            })
    void a_bad_range_is_refused(String query) {
        Answer answer = send("/api/stats?" + query, "user123");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errors()).isNotEmpty();
    }

    @Test
    void a_history_tells_everything_about_a_task_in_order_page_by_page() {
        sidecar.deliver(
                port,
                Topics.TASK_EVENTS,
                GoldenEvents.of(EventType.TASK_COMPLETED),
                GoldenEvents.of(EventType.TASK_CREATED));
        sidecar.deliver(port, Topics.TASK_UPDATES, GoldenEvents.of(EventType.TASK_FIELD_UPDATED));
        sidecar.deliver(port, Topics.NOTIFICATIONS, GoldenEvents.of(EventType.NOTIFICATION_OUTCOME));
        sidecar.deliver(port, Topics.REMINDERS, GoldenEvents.of(EventType.REMINDER_DUE));
        JsonNode first = get("/api/tasks/123/history?limit=3", "user123");
        assertThat(first.get("items"))
                .extracting(entry -> entry.get("type").asString())
                .containsExactly("task.created.v1", "task.field_updated.v1", "task.completed.v1");
        JsonNode second = get(
                "/api/tasks/123/history?limit=3&cursor="
                        + first.get("next_cursor").asString(),
                "user123");
        assertThat(second.get("items"))
                .extracting(entry -> entry.get("type").asString())
                .containsExactly("reminder.due.v1", "notification.outcome.v1");
        assertThat(second.path("next_cursor").isString()).isFalse();
    }

    @Test
    void anothers_history_and_that_of_no_task_are_not_found() {
        sidecar.deliver(port, Topics.TASK_EVENTS, GoldenEvents.of(EventType.TASK_CREATED));
        assertThat(send("/api/tasks/123/history", "mallory").status()).isEqualTo(404);
        assertThat(send("/api/tasks/124/history", "user123").status()).isEqualTo(404);
        assertThat(send("/api/tasks/x/history", "user123").status()).isIn(400, 404);
    }

    private static ObjectNode task(EventType type, long id, long version, String timestamp) {
        return GoldenEvents.of(
                        type,
                        data -> data.put("task_id", id).put("version", version).put("timestamp", timestamp))
                .put("partitionkey", Long.toString(id));
    }

    private long count(String table) {
        return jdbc.queryForObject("select count(*) from " + table, Long.class);
    }

    private JsonNode get(String path, String user) {
        Answer answer = send(path, user);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private Answer send(String path, String user) {
        return new Client(port).as(issuer.token(user)).get(path);
    }
}
