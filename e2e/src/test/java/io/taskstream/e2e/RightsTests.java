package io.taskstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskstream.contracts.Topics;
import io.taskstream.e2e.platform.Api;
import io.taskstream.e2e.platform.Command;
import io.taskstream.e2e.platform.Platform;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what. */
class RightsTests {
    private final Platform platform = Platform.get();
    private final Api alice = platform.as("alice");
    private final Api bob = platform.as("bob");

    @Test
    void another_users_task_does_not_exist() {
        long task = alice.post("/api/tasks", "{\"title\": \"Mine\"}")
                .expect(201)
                .json()
                .get("task_id")
                .asLong();
        bob.get("/api/tasks/" + task).expect(404);
        bob.patch("/api/tasks/" + task, "{\"title\": \"Yours\"}", Map.of()).expect(404);
        bob.post("/api/tasks/" + task + "/complete", "").expect(404);
        bob.delete("/api/tasks/" + task).expect(404);
        bob.get("/api/tasks/" + task + "/reminders").expect(404);
        bob.get("/api/tasks/" + task + "/history").expect(404);
        assertThat(alice.get("/api/tasks/" + task)
                        .expect(200)
                        .json()
                        .get("title")
                        .asString())
                .isEqualTo("Mine");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/tasks",
                "/api/stats",
                "/api/reminders/1",
                "/api/notifications",
                "/api/preferences",
                "/api/webhooks"
            })
    void nothing_is_answered_without_a_valid_token(String path) {
        for (String token : new String[] {
            null, "nonsense", alice.token().substring(0, alice.token().length() - 3) + "abc"
        }) {
            Api.Answer answer = alice.withToken(token).get(path).expect(401);
            assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/dapr/subscribe",
                "/dapr/events/task-events",
                "/actuator/env",
                "/actors/a/b",
                "/dapr/bindings/reminder-tick"
            })
    void inner_routes_are_not_reachable_through_the_gateway(String path) {
        assertThat(alice.get(path).status()).isIn(401, 404);
        assertThat(alice.post(path, "{}").status()).isIn(401, 404, 405);
    }

    /** What each app may do: the matrix of the design. Everything else is refused, by the sidecar and by the broker. */
    private static final Map<String, Set<String>> PUBLISHES = Map.of(
            "task-service", Set.of("task-events", "task-updates"),
            "reminder-service", Set.of("reminders", "task-events-dlq", "notifications-dlq"),
            "notification-service",
                    Set.of(
                            "notifications",
                            "task-events-dlq",
                            "task-updates-dlq",
                            "reminders-dlq",
                            "notifications-dlq"),
            "analytics-service", Set.of("task-events-dlq", "task-updates-dlq", "reminders-dlq", "notifications-dlq"));

    private static final Map<String, Set<String>> CONSUMES = Map.of(
            "task-service", Set.of(),
            "reminder-service", Set.of("task-events", "task-events-dlq", "notifications", "notifications-dlq"),
            "notification-service",
                    Set.of(
                            "task-events",
                            "task-events-dlq",
                            "task-updates",
                            "task-updates-dlq",
                            "reminders",
                            "reminders-dlq",
                            "notifications",
                            "notifications-dlq"),
            "analytics-service",
                    Set.of(
                            "task-events",
                            "task-events-dlq",
                            "task-updates",
                            "task-updates-dlq",
                            "reminders",
                            "reminders-dlq",
                            "notifications",
                            "notifications-dlq"),
            "python-example", Set.of("task-events"));

    static Stream<Arguments> forbiddenToPublish() {
        return PUBLISHES.keySet().stream()
                .flatMap(app -> Topics.ALL.stream()
                        .map(Topics.Topic::name)
                        .filter(topic -> !PUBLISHES.get(app).contains(topic))
                        .map(topic -> Arguments.of(app, topic)));
    }

    @ParameterizedTest
    @MethodSource("forbiddenToPublish")
    void a_sidecar_refuses_to_publish_where_its_app_may_not(String app, String topic) throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(platform.sidecar(app) + "/v1.0/publish/pubsub/" + topic))
                                .header("dapr-api-token", platform.secret("dapr-api/" + app))
                                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
    }

    @Test
    void a_sidecar_answers_nobody_without_its_token() throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(
                                        platform.sidecar("task-service") + "/v1.0/publish/pubsub/task-events"))
                                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"task-service", "notification-service", "gateway"})
    void a_sidecar_keeps_the_secrets_of_its_components_to_itself(String app) throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(
                                        URI.create(platform.sidecar(app) + "/v1.0/secrets/secrets/KAFKA_PASSWORD"))
                                .header("dapr-api-token", platform.secret("dapr-api/" + app))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "task-service",
                "reminder-service",
                "notification-service",
                "analytics-service",
                "python-example",
                "gateway"
            })
    void the_broker_grants_a_user_just_its_topics(String user) {
        try (Admin admin = platform.broker().admin(user, platform.secret("kafka/" + user))) {
            assertThat(admin.listTopics().names().get())
                    .isEqualTo(Stream.concat(
                                    PUBLISHES.getOrDefault(user, Set.of()).stream(),
                                    CONSUMES.getOrDefault(user, Set.of()).stream())
                            .collect(Collectors.toSet()));
        } catch (InterruptedException | ExecutionException e) {
            // a user without any topic has no right to log in with SCRAM either, or sees none
            assertThat(user).isEqualTo("gateway");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "reminder-service, task-events",
        "reminder-service, notifications",
        "notification-service, reminders",
        "analytics-service, task-events",
        "analytics-service, notifications",
        "python-example, task-events",
        "python-example, task-events-dlq",
        "task-service, reminders"
    })
    void the_broker_refuses_to_write_where_a_user_may_only_read_or_not_even_that(String user, String topic) {
        assertThatThrownBy(() -> platform.broker().produceAs(user, platform.secret("kafka/" + user), topic))
                .hasRootCauseInstanceOf(TopicAuthorizationException.class);
    }

    @Test
    void a_second_up_is_refused_with_the_remedy() {
        Command second = platform.command("up");
        assertThat(second.exitCode()).isNotZero();
        assertThat(second.output()).contains("already").contains("stop");
    }

    @Test
    void help_names_every_verb() {
        assertThat(Command.taskstream("--help").ok())
                .contains(List.of("up", "status", "logs", "stop", "start", "reset", "token", "send-demo", "bench"));
    }
}
