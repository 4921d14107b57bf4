package io.taskstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.taskstream.contracts.EventType;
import io.taskstream.e2e.platform.Api;
import io.taskstream.e2e.platform.Api.Answer;
import io.taskstream.e2e.platform.Command;
import io.taskstream.e2e.platform.Platform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What people use Taskstream for. */
class TaskStoryTests {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private final Platform platform = Platform.get();
    private final Api alice = platform.as("alice");
    private final Api bob = platform.as("bob");

    @Test
    void a_task_with_a_reminder_becomes_a_mail_when_it_is_due() {
        String title = "Water the plants " + UUID.randomUUID();
        Instant due = Instant.now().plusSeconds(4);
        alice.post("/api/tasks", """
                        {"title": "%s", "reminders": [{"remind_at": "%s", "notification_method": "email"}]}
                        """.formatted(title, due)).expect(201);
        JsonNode mail = platform.mails().await1("alice@example.com", title, Duration.ofSeconds(30));
        assertThat(Instant.parse(mail.get("received_at").asString())).isBetween(due, due.plusSeconds(10));
        assertThat(mail.get("body").asString()).contains(title);
        assertThat(platform.mails().to("alice@example.com", title)).hasSize(1);
        await().untilAsserted(() -> assertThat(
                        alice.get("/api/notifications").expect(200).json().get("items"))
                .anySatisfy(notification ->
                        assertThat(notification.get("status").asString()).isEqualTo("sent")));
    }

    @Test
    void a_reminder_added_to_a_task_right_after_its_creation_rings_too() {
        String title = "Call back " + UUID.randomUUID();
        long task = create(alice, title);
        Answer reminder = alice.post(
                        "/api/tasks/" + task + "/reminders",
                        "{\"remind_at\": \"%s\", \"notification_method\": \"email\"}"
                                .formatted(Instant.now().plusSeconds(3)))
                .expect(201);
        assertThat(reminder.json().get("reminder_id").asLong()).isPositive();
        platform.mails().await1("alice@example.com", title, Duration.ofSeconds(30));
    }

    @Test
    void a_cancelled_reminder_and_those_of_a_completed_task_stay_silent() {
        String cancelled = "Cancelled " + UUID.randomUUID();
        String completed = "Completed " + UUID.randomUUID();
        String rings = "Rings " + UUID.randomUUID();
        Instant soon = Instant.now().plusSeconds(6);
        String body = "{\"remind_at\": \"%s\", \"notification_method\": \"email\"}".formatted(soon);
        long first = create(alice, cancelled);
        long reminder = alice.post("/api/tasks/" + first + "/reminders", body)
                .expect(201)
                .json()
                .get("reminder_id")
                .asLong();
        long second = create(alice, completed);
        alice.post("/api/tasks/" + second + "/reminders", body).expect(201);
        long third = create(alice, rings);
        alice.post("/api/tasks/" + third + "/reminders", body).expect(201);

        alice.delete("/api/reminders/" + reminder).expect(204);
        alice.post("/api/tasks/" + second + "/complete", "").expect(200);

        platform.mails().await1("alice@example.com", rings, Duration.ofSeconds(30));
        assertThat(platform.mails().to("alice@example.com", cancelled)).isEmpty();
        assertThat(platform.mails().to("alice@example.com", completed)).isEmpty();
    }

    @Test
    void every_change_lands_on_its_topic_in_order_on_one_partition_as_the_schemas_say() {
        Answer created = alice.post(
                        "/api/tasks", "{\"title\": \"Buy groceries\", \"due_date\": \"2030-01-27T10:00:00Z\"}")
                .expect(201);
        String path = "/api/tasks/" + created.json().get("task_id").asLong();
        String key = created.json().get("task_id").asString();
        alice.patch(
                        path,
                        "{\"title\": \"Buy more groceries\", \"description\": \"Milk\"}",
                        Map.of("If-Match", created.header("ETag")))
                .expect(200);
        alice.post(path + "/complete", "").expect(200);
        alice.delete(path).expect(204);

        List<ConsumerRecord<String, byte[]>> events =
                platform.broker().await("task-events", 4, record -> key.equals(record.key()));
        assertThat(events.stream().map(ConsumerRecord::partition).distinct()).hasSize(1);
        assertThat(events.stream().map(record -> json(record).get("type").asString()))
                .containsExactly("task.created.v1", "task.updated.v1", "task.completed.v1", "task.deleted.v1");
        assertThat(events.stream()
                        .map(record -> json(record).at("/data/version").asLong()))
                .containsExactly(1L, 2L, 3L, 4L);
        assertThat(json(events.getFirst()).get("id").asString())
                .isEqualTo(created.json().get("event_id").asString());
        events.forEach(TaskStoryTests::assertFitsTheSchemas);

        List<ConsumerRecord<String, byte[]>> updates =
                platform.broker().await("task-updates", 2, record -> key.equals(record.key()));
        assertThat(updates.stream()
                        .map(record -> json(record).at("/data/field_changed").asString()))
                .containsExactly("title", "status");
        updates.forEach(TaskStoryTests::assertFitsTheSchemas);
    }

    @Test
    void reminders_and_outcomes_fit_their_schemas_on_the_wire() {
        String title = "Schema " + UUID.randomUUID();
        long task = create(bob, title);
        bob.post(
                        "/api/tasks/" + task + "/reminders",
                        "{\"remind_at\": \"%s\", \"notification_method\": \"email\"}"
                                .formatted(Instant.now().plusSeconds(1)))
                .expect(201);
        platform.broker()
                .await("reminders", 1, record -> Long.toString(task).equals(record.key()))
                .forEach(TaskStoryTests::assertFitsTheSchemas);
        platform.broker()
                .await(
                        "notifications",
                        1,
                        record -> json(record).at("/data/task_id").asLong() == task)
                .forEach(TaskStoryTests::assertFitsTheSchemas);
    }

    @Test
    void analytics_counts_and_tells_the_history() {
        Api carol = platform.as("carol");
        JsonNode before = carol.get("/api/stats").expect(200).json();
        long task = create(carol, "Count me");
        create(carol, "Count me too");
        carol.post("/api/tasks/" + task + "/complete", "").expect(200);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            JsonNode stats = carol.get("/api/stats").expect(200).json();
            assertThat(stats.get("tasks_created").asLong()
                            - before.get("tasks_created").asLong())
                    .isEqualTo(2);
            assertThat(stats.get("tasks_completed").asLong()
                            - before.get("tasks_completed").asLong())
                    .isEqualTo(1);
        });
        JsonNode history =
                carol.get("/api/tasks/" + task + "/history").expect(200).json().get("items");
        assertThat(history)
                .extracting(event -> event.get("type").asString())
                .contains("task.created.v1", "task.completed.v1");
        alice.get("/api/tasks/" + task + "/history").expect(404);
    }

    @Test
    void a_chatbot_acts_for_the_user_it_names_and_the_event_says_so() {
        Api chatbot = platform.chatbotFor("alice");
        long task = create(chatbot, "From the chat");
        assertThat(alice.get("/api/tasks/" + task)
                        .expect(200)
                        .json()
                        .get("user_id")
                        .asString())
                .isEqualTo("alice");
        ConsumerRecord<String, byte[]> event = platform.broker()
                .await("task-events", 1, record -> Long.toString(task).equals(record.key()))
                .getFirst();
        assertThat(json(event).at("/data/acted_by").asString()).isEqualTo("chatbot");
        platform.chatbotFor(null).get("/api/tasks").expect(403);
        new Api(alice.gateway(), alice.token(), "bob").get("/api/tasks").expect(403);
    }

    @Test
    void one_trace_leads_from_the_api_call_to_the_mail_through_all_sidecars() {
        String title = "Traced " + UUID.randomUUID();
        String trace = UUID.randomUUID().toString().replace("-", "");
        alice.post(
                        "/api/tasks",
                        """
                        {"title": "%s", "reminders": [{"remind_at": "%s", "notification_method": "email"}]}
                        """.formatted(title, Instant.now().plusSeconds(2)),
                        Map.of("traceparent", "00-" + trace + "-00f067aa0ba902b7-01"))
                .expect(201);
        platform.mails().await1("alice@example.com", title, Duration.ofSeconds(30));
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            var spans = platform.spans().ofTrace(trace);
            Set<String> services = spans.stream()
                    .filter(span -> !span.daprd())
                    .map(span -> span.service())
                    .collect(Collectors.toSet());
            Set<String> sidecars = spans.stream()
                    .filter(span -> span.daprd())
                    .map(span -> span.service())
                    .collect(Collectors.toSet());
            assertThat(services).contains("gateway", "task-service", "reminder-service", "notification-service");
            assertThat(sidecars).contains("task-service", "reminder-service", "notification-service");
        });
    }

    private static long create(Api api, String title) {
        return api.post("/api/tasks", "{\"title\": \"" + title + "\"}")
                .expect(201)
                .json()
                .get("task_id")
                .asLong();
    }

    private static JsonNode json(ConsumerRecord<String, byte[]> record) {
        return JSON.readTree(record.value());
    }

    private static void assertFitsTheSchemas(ConsumerRecord<String, byte[]> record) {
        JsonNode envelope = json(record);
        EventType type = EventType.ofWireName(envelope.get("type").asString()).orElseThrow();
        assertThat(record.topic()).isEqualTo(type.topic());
        assertThat(violations("envelope", envelope)).isEmpty();
        assertThat(violations(type.schema(), envelope.get("data"))).isEmpty();
    }

    private static List<?> violations(String schema, JsonNode json) {
        try {
            return SCHEMAS.getSchema(
                            Files.readString(
                                    Command.ROOT.resolve("contracts/schemas/" + schema + ".schema.json"),
                                    StandardCharsets.UTF_8),
                            InputFormat.JSON)
                    .validate(
                            json.toString(),
                            InputFormat.JSON,
                            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
