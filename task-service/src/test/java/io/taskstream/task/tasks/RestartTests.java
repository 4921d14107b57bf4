package io.taskstream.task.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskstream.api.testing.Client;
import io.taskstream.api.testing.Client.Answer;
import io.taskstream.api.testing.TestIssuer;
import io.taskstream.contracts.Topics;
import io.taskstream.eventing.testing.FakeSidecar;
import io.taskstream.eventing.testing.TestDatabase;
import io.taskstream.task.TaskServiceApplication;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

class RestartTests {
    private final TestDatabase database = TestDatabase.create();

    @Test
    void answers_and_unpublished_events_outlive_a_restart() {
        try (TestIssuer issuer = new TestIssuer();
                FakeSidecar sidecar = new FakeSidecar()) {
            sidecar.stop();
            Answer first;
            try (ConfigurableApplicationContext service = start(issuer, sidecar)) {
                first = create(service, issuer);
            }
            sidecar.start();

            try (ConfigurableApplicationContext service = start(issuer, sidecar)) {
                Answer again = create(service, issuer);

                assertThat(again.status()).isEqualTo(201);
                assertThat(again.body()).isEqualTo(first.body());
                assertThat(again.header("Idempotency-Replayed")).contains("true");
                await().atMost(Duration.ofSeconds(20))
                        .untilAsserted(() -> assertThat(sidecar.published(Topics.TASK_EVENTS))
                                .singleElement()
                                .satisfies(event -> assertThat(event.path("id"))
                                        .isEqualTo(first.json().path("event_id"))));
            }
        }
    }

    private static Answer create(ConfigurableApplicationContext service, TestIssuer issuer) {
        int port = ((WebServerApplicationContext) service).getWebServer().getPort();
        return new Client(port)
                .as(issuer.token("alice"))
                .with("Idempotency-Key", "over-a-restart")
                .post("/api/tasks", "{\"title\": \"x\"}");
    }

    private ConfigurableApplicationContext start(TestIssuer issuer, FakeSidecar sidecar) {
        return new SpringApplicationBuilder(TaskServiceApplication.class)
                .web(WebApplicationType.SERVLET)
                .properties(
                        "server.port=0",
                        "spring.datasource.url=" + database.url(),
                        "spring.datasource.username=" + database.username(),
                        "spring.datasource.password=" + database.password(),
                        "dapr.grpc.port=" + sidecar.grpcPort(),
                        "app.api.token=" + FakeSidecar.APP_TOKEN,
                        "taskstream.issuer=" + issuer.uri())
                .run("--server.port=0");
    }
}
