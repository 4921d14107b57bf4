package io.taskstream.task.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskstream.api.testing.Client;
import io.taskstream.api.testing.Client.Answer;
import io.taskstream.api.testing.SettableClock;
import io.taskstream.task.TaskApi;
import io.taskstream.task.TaskServiceTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@TaskServiceTest
class StoryTests {
    private static final Instant DUE = Instant.now().plus(Duration.ofDays(7)).truncatedTo(ChronoUnit.SECONDS);

    @Autowired
    TaskApi api;

    @Autowired
    SettableClock clock;

    private String alice;
    private Client client;

    @BeforeEach
    void alice() {
        alice = api.newUser();
        client = api.as(alice);
    }

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    @Test
    void a_task_is_created_as_it_was_asked_for() {
        Answer answer = client.post("/api/tasks", """
                {"title": "Buy groceries 🛒", "description": "Milk\\n\\tbread", "due_date": "%s"}""".formatted(DUE));

        assertThat(answer.status()).isEqualTo(201);
        JsonNode task = answer.json();
        long id = task.path("task_id").asLong();
        assertThat(id).isPositive();
        assertThat(answer.header("Location")).contains("/api/tasks/" + id);
        assertThat(answer.header("ETag")).contains("\"1\"");
        assertThat(task.path("user_id").asString()).isEqualTo(alice);
        assertThat(task.path("title").asString()).isEqualTo("Buy groceries 🛒");
        assertThat(task.path("description").asString()).isEqualTo("Milk\n\tbread");
        assertThat(task.path("due_date").asString()).isEqualTo(DUE.toString());
        assertThat(task.path("status").asString()).isEqualTo("pending");
        assertThat(task.path("version").asLong()).isEqualTo(1);
        assertThat(Instant.parse(task.path("created_at").asString()))
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));
        assertThat(task.path("updated_at")).isEqualTo(task.path("created_at"));
        assertThat(task.path("event_id").asString()).matches("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-.*");
    }

    @Test
    void what_is_read_is_what_was_answered() {
        Answer created = client.post("/api/tasks", """
                {"title": "x", "description": "y", "due_date": "%s"}""".formatted(DUE.plusNanos(123_456_789)));

        Answer read = client.get(created.header("Location").orElseThrow());

        assertThat(read.status()).isEqualTo(200);
        assertThat(read.header("ETag")).contains("\"1\"");
        Map<String, JsonNode> expected = fields(created.json());
        expected.remove("event_id");
        assertThat(fields(read.json())).isEqualTo(expected);
    }

    private static Map<String, JsonNode> fields(JsonNode object) {
        Map<String, JsonNode> fields = new java.util.HashMap<>();
        object.properties().forEach(entry -> fields.put(entry.getKey(), entry.getValue()));
        return fields;
    }

    @Test
    void a_task_needs_a_title_only() {
        JsonNode task = client.post("/api/tasks", "{\"title\": \"x\"}").json();

        assertThat(task.has("description")).isFalse();
        assertThat(task.has("due_date")).isFalse();
        assertThat(task.has("completed_at")).isFalse();
    }

    @Test
    void the_longest_texts_are_welcome() {
        String path = api.created(
                client, "{\"title\": \"" + "🚀".repeat(200) + "\", \"description\": \"" + "ü".repeat(10_000) + "\"}");

        assertThat(client.get(path).json().path("title").asString()).isEqualTo("🚀".repeat(200));
        assertThat(client.get(path).json().path("description").asString()).hasSize(10_000);
    }

    @Test
    void a_patch_changes_what_it_names() {
        String path = api.created(client, """
                {"title": "x", "description": "y", "due_date": "%s"}""".formatted(DUE));
        clock.forward(Duration.ofMinutes(5));

        Answer answer = client.patch(path, "{\"title\": \"z\", \"description\": null}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("ETag")).contains("\"2\"");
        JsonNode task = answer.json();
        assertThat(task.path("title").asString()).isEqualTo("z");
        assertThat(task.has("description")).isFalse();
        assertThat(task.path("due_date").asString()).isEqualTo(DUE.toString());
        assertThat(task.path("version").asLong()).isEqualTo(2);
        assertThat(Instant.parse(task.path("updated_at").asString()))
                .isAfter(Instant.parse(task.path("created_at").asString()).plusSeconds(200));
        assertThat(client.get(path).json().path("title").asString()).isEqualTo("z");
    }

    @Test
    void a_patch_that_changes_nothing_leaves_the_version() {
        String path = api.created(client, "{\"title\": \"x\"}");

        for (String patch :
                new String[] {"{}", "{\"title\": \"x\"}", "{\"description\": null, \"status\": \"pending\"}"}) {
            Answer answer = client.patch(path, patch);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("ETag")).contains("\"1\"");
            assertThat(answer.json().has("event_id")).isFalse();
        }
    }

    @Test
    void a_task_is_completed_once() {
        String path = api.created(client, "{\"title\": \"x\"}");

        Answer first = client.post(path + "/complete", "");
        Answer second = client.post(path + "/complete", "");

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.json().path("status").asString()).isEqualTo("completed");
        assertThat(first.json().path("completed_at").asString()).isNotEmpty();
        assertThat(first.header("ETag")).contains("\"2\"");
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.header("ETag")).contains("\"2\"");
        assertThat(second.json().has("event_id")).isFalse();
        assertThat(second.json().path("completed_at")).isEqualTo(first.json().path("completed_at"));
    }

    @Test
    void a_completed_task_can_be_taken_up_again() {
        String path = api.created(client, "{\"title\": \"x\"}");
        client.patch(path, "{\"status\": \"completed\"}");

        Answer answer = client.patch(path, "{\"status\": \"pending\"}");

        assertThat(answer.json().path("status").asString()).isEqualTo("pending");
        assertThat(answer.json().has("completed_at")).isFalse();
        assertThat(answer.header("ETag")).contains("\"3\"");
    }

    @Test
    void a_deleted_task_is_gone() {
        String path = api.created(client, "{\"title\": \"x\"}");

        assertThat(client.delete(path).status()).isEqualTo(204);
        assertThat(client.get(path).status()).isEqualTo(404);
        assertThat(client.delete(path).status()).isEqualTo(404);
        assertThat(client.patch(path, "{}").status()).isEqualTo(404);
        assertThat(client.post(path + "/complete", "").status()).isEqualTo(404);
        assertThat(client.get("/api/tasks").json().path("items").size()).isZero();
    }

    @Test
    void an_overdue_task_can_still_be_changed() {
        String due = Instant.now().plusSeconds(5).truncatedTo(ChronoUnit.MILLIS).toString();
        String path = api.created(client, "{\"title\": \"x\", \"due_date\": \"" + due + "\"}");
        clock.forward(Duration.ofMinutes(30));

        assertThat(client.patch(path, "{\"title\": \"late\", \"due_date\": \"" + due + "\"}")
                        .status())
                .as("the date is given as it was")
                .isEqualTo(200);
        Answer another =
                client.patch(path, "{\"due_date\": \"" + Instant.parse(due).plusSeconds(1) + "\"}");
        assertThat(another.status()).isEqualTo(400);
        assertThat(another.errors()).containsExactly("due_date: must not lie in the past");
    }

    @Test
    void a_chatbot_acts_for_its_user() {
        String path = api.created(api.chatbotFor(alice), "{\"title\": \"x\"}");

        assertThat(client.get(path).status()).isEqualTo(200);
        assertThat(api.chatbotFor(alice).get(path).json().path("user_id").asString())
                .isEqualTo(alice);
    }
}
