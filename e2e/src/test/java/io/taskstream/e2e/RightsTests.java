package io.taskstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskstream.e2e.platform.Api;
import io.taskstream.e2e.platform.Command;
import io.taskstream.e2e.platform.Platform;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
        bob.patch("/api/tasks/" + task, "{\"title\": \"Yours\"}", java.util.Map.of())
                .expect(404);
        bob.post("/api/tasks/" + task + "/complete", "").expect(404);
        bob.delete("/api/tasks/" + task).expect(404);
        bob.get("/api/tasks/" + task + "/reminders").expect(404);
        bob.get("/api/tasks/" + task + "/history").expect(404);
        assertThat(alice.get("/api/tasks/" + task).expect(200).json().get("title").asString())
                .isEqualTo("Mine");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/tasks", "/api/stats", "/api/reminders/1", "/api/notifications", "/api/preferences"})
    void nothing_is_answered_without_a_valid_token(String path) {
        for (String token : new String[] {null, "nonsense", alice.token().substring(0, alice.token().length() - 3) + "abc"}) {
            Api.Answer answer = alice.withToken(token).get(path).expect(401);
            assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dapr/subscribe", "/dapr/events/task-events", "/actuator/env", "/actors/a/b", "/dapr/bindings/reminder-tick"})
    void inner_routes_are_not_reachable_through_the_gateway(String path) {
        assertThat(alice.get(path).status()).isIn(401, 404);
        assertThat(alice.post(path, "{}").status()).isIn(401, 404, 405);
    }

    @ParameterizedTest
    @CsvSource({
        "task-service, reminders", "task-service, notifications", "task-service, task-events-dlq",
        "reminder-service, task-events", "reminder-service, notifications", "notification-service, task-events",
        "analytics-service, task-events", "analytics-service, reminders", "task-service, messages"
    })
    void a_sidecar_refuses_to_publish_where_its_service_may_not(String service, String topic) throws Exception {
        String sidecar = platform.status().at("/services/" + service + "/sidecar/http").asString();
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(url(sidecar) + "/v1.0/publish/pubsub/" + topic))
                                .header("dapr-api-token", "wrong " + UUID.randomUUID())
                                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(401);
    }

    private static String url(String address) {
        return address.startsWith("http") ? address : "http://127.0.0.1:" + address;
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
