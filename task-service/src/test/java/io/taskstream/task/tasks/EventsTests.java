package io.taskstream.task.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskstream.api.testing.Client;
import io.taskstream.api.testing.Client.Answer;
import io.taskstream.task.TaskApi;
import io.taskstream.task.TaskServiceTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@TaskServiceTest
class EventsTests {
    private static final Instant DUE = Instant.now().plus(Duration.ofDays(7)).truncatedTo(ChronoUnit.SECONDS);

    @Autowired
    TaskApi api;

    private String alice;
    private Client client;

    @BeforeEach
    void alice() {
        alice = api.newUser();
        client = api.as(alice);
    }

    @Test
    void a_created_task_is_told_in_the_schema_of_the_mission() {
        Answer created = client.post("/api/tasks", """
                {"title": "Buy groceries", "description": "Milk", "due_date": "%s"}""".formatted(DUE));

        JsonNode envelope = api.taskEvents(alice, 1).getFirst();
        String id = created.json().path("task_id").asString();
        assertThat(envelope.path("id")).isEqualTo(created.json().path("event_id"));
        assertThat(envelope.path("specversion").asString()).isEqualTo("1.0");
        assertThat(envelope.path("source").asString()).isEqualTo("/task-service");
        assertThat(envelope.path("type").asString()).isEqualTo("task.created.v1");
        assertThat(envelope.path("subject").asString()).isEqualTo(id);
        assertThat(envelope.path("partitionkey").asString()).isEqualTo(id);
        assertThat(envelope.path("data")).isEqualTo(JsonMapper.shared().readTree("""
                {"event_type": "created", "task_id": %s, "user_id": "%s",
                 "task_data": {"title": "Buy groceries", "description": "Milk", "due_date": "%s", "status": "pending"},
                 "timestamp": "%s", "version": 1}""".formatted(
                        id, alice, DUE, created.json().path("created_at").asString())));
        assertThat(api.taskUpdates(alice, 0)).isEmpty();
    }

    @Test
    void the_reminders_that_were_asked_for_travel_with_the_creation() {
        client.post("/api/tasks", """
                {"title": "x", "reminders": [
                  {"remind_at": "%1$s", "notification_method": "email"},
                  {"remind_at": "%1$s", "notification_method": "sms"}]}""".formatted(DUE));
        client.post("/api/tasks", """
                {"title": "y", "due_date": "%s", "reminders": [
                  {"before_due": "PT1H30M", "notification_method": "email"}]}""".formatted(DUE));
        client.post("/api/tasks", "{\"title\": \"z\"}");

        List<JsonNode> events = api.taskEvents(alice, 3);
        assertThat(events.getFirst().path("data").path("reminders"))
                .isEqualTo(JsonMapper.shared().readTree("""
                [{"remind_at": "%1$s", "notification_method": "email"},
                 {"remind_at": "%1$s", "notification_method": "sms"}]""".formatted(DUE)));
        assertThat(events.getFirst().path("data").has("relative_reminders")).isFalse();
        assertThat(events.get(1).path("data").path("reminders")).isEmpty();
        assertThat(events.get(1).path("data").path("relative_reminders"))
                .isEqualTo(JsonMapper.shared().readTree("""
                [{"before_due": "PT1H30M", "notification_method": "email"}]"""));
        assertThat(events.getLast().path("data").has("reminders")).isFalse();
    }

    @Test
    void each_changed_field_is_told_with_its_previous_and_its_new_value() {
        String path = api.created(client, "{\"title\": \"x\", \"description\": \"y\"}");

        Answer answer = client.patch(path, """
                {"title": "z", "description": "w", "due_date": "%s", "status": "completed"}""".formatted(DUE));
        client.patch(path, "{\"due_date\": null}");
        client.patch(path, "{\"description\": \"only here\"}");

        List<JsonNode> events = api.taskEvents(alice, 4);
        assertThat(events)
                .extracting(e -> e.path("type").asString())
                .containsExactly("task.created.v1", "task.completed.v1", "task.updated.v1", "task.updated.v1");
        assertThat(events)
                .extracting(e -> e.path("data").path("version").asLong())
                .containsExactly(1L, 2L, 3L, 4L);
        assertThat(events.get(1).path("id")).isEqualTo(answer.json().path("event_id"));
        assertThat(events.get(3)
                        .path("data")
                        .path("task_data")
                        .path("description")
                        .asString())
                .isEqualTo("only here");

        List<JsonNode> updates = api.taskUpdates(alice, 4);
        assertThat(updates).allSatisfy(update -> {
            assertThat(update.path("type").asString()).isEqualTo("task.field_updated.v1");
            assertThat(update.path("data").path("event_type").asString()).isEqualTo("field_updated");
            assertThat(update.path("data").path("changed_by").asString()).isEqualTo("user");
            assertThat(update.path("partitionkey").asString())
                    .isEqualTo(events.getFirst().path("subject").asString());
        });
        assertThat(updates.stream().map(EventsTests::change).toList())
                .containsExactlyInAnyOrder(
                        "2 title: x → z",
                        "2 due_date: null → " + DUE,
                        "2 status: pending → completed",
                        "3 due_date: " + DUE + " → null");
    }

    private static String change(JsonNode envelope) {
        JsonNode data = envelope.path("data");
        return data.path("version").asLong() + " "
                + data.path("field_changed").asString() + ": "
                + data.path("previous_value").asString("null") + " → "
                + data.path("new_value").asString("null");
    }

    @Test
    void what_changes_nothing_tells_nothing() {
        String path = api.created(client, "{\"title\": \"x\"}");
        client.post(path + "/complete", "");

        client.post(path + "/complete", "");
        client.patch(path, "{}");
        client.patch(path, "{\"title\": \"x\", \"status\": \"completed\", \"description\": null}");
        client.patch(path, "{\"title\": \"\"}");
        client.with("If-Match", "\"1\"").patch(path, "{\"title\": \"stale\"}");

        assertThat(api.taskEvents(alice, 2))
                .extracting(e -> e.path("data").path("event_type").asString())
                .containsExactly("created", "completed");
        assertThat(api.taskUpdates(alice, 1)).hasSize(1);
    }

    @Test
    void a_deletion_tells_the_task_as_it_last_stood() {
        String path = api.created(client, "{\"title\": \"x\"}");
        client.patch(path, "{\"title\": \"y\"}");
        client.delete(path);

        JsonNode deleted = api.taskEvents(alice, 3).getLast();
        assertThat(deleted.path("type").asString()).isEqualTo("task.deleted.v1");
        assertThat(deleted.path("data").path("event_type").asString()).isEqualTo("deleted");
        assertThat(deleted.path("data").path("version").asLong()).isEqualTo(3);
        assertThat(deleted.path("data").path("task_data").path("title").asString())
                .isEqualTo("y");
    }

    @Test
    void the_client_that_acted_for_the_user_is_named() {
        Client chatbot = api.chatbotFor(alice);
        String path = api.created(chatbot, "{\"title\": \"x\"}");
        chatbot.patch(path, "{\"title\": \"y\"}");
        client.delete(path);

        List<JsonNode> events = api.taskEvents(alice, 3);
        assertThat(events)
                .extracting(e -> e.path("data").path("acted_by").asString("nobody"))
                .containsExactly("chatbot", "chatbot", "nobody");
        assertThat(api.taskUpdates(alice, 1)
                        .getFirst()
                        .path("data")
                        .path("acted_by")
                        .asString())
                .isEqualTo("chatbot");
    }

    @Test
    void events_carry_the_trace_of_the_request() {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";

        api.created(client.with("traceparent", "00-" + trace + "-00f067aa0ba902b7-01"), "{\"title\": \"x\"}");

        assertThat(api.taskEvents(alice, 1).getFirst().path("causetrace").asString())
                .matches("00-" + trace + "-[0-9a-f]{16}-01");
    }

    @Test
    void the_events_of_a_task_arrive_in_the_order_of_its_versions() throws InterruptedException {
        String path = api.created(client, "{\"title\": \"x\"}");
        List<Thread> threads = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            String prefix = "t" + thread + "-";
            threads.add(Thread.ofPlatform().start(() -> {
                for (int i = 0; i < 10; i++) {
                    assertThat(client.patch(path, "{\"title\": \"" + prefix + i + "\"}")
                                    .status())
                            .isEqualTo(200);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }

        List<Long> versions = api.taskEvents(alice, 41).stream()
                .map(event -> event.path("data").path("version").asLong())
                .toList();
        assertThat(versions).isSorted().doesNotHaveDuplicates().hasSize(41).endsWith(41L);
        List<String> previous = new ArrayList<>();
        List<String> next = new ArrayList<>();
        api.taskUpdates(alice, 40).forEach(update -> {
            previous.add(update.path("data").path("previous_value").asString());
            next.add(update.path("data").path("new_value").asString());
        });
        assertThat(previous.subList(1, 40))
                .as("each change starts where the one before ended")
                .isEqualTo(next.subList(0, 39));
    }
}
