package io.taskstream.cluster.real;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskstream.contracts.Topics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** In order, from the plain to what disturbs: one installation serves all. */
@Tag("cluster")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterTests {
    @SuppressWarnings("NullAway.Init") // set by install
    private Installation installation;

    @BeforeAll
    void install(@TempDir Path folder) throws IOException, GeneralSecurityException {
        installation = new Installation(folder);
        try {
            installation.install();
        } catch (AssertionError e) {
            installation.keepLogs();
            throw e;
        }
    }

    @AfterAll
    void uninstall() throws IOException {
        installation.close();
    }

    @Test
    @Order(1)
    void every_pod_has_a_native_sidecar_with_a_certificate() {
        for (String service : Installation.SERVICES) {
            assertThat(installation.pods(service)).isNotEmpty().allSatisfy(pod -> {
                JsonNode sidecar = pod.path("spec")
                        .path("initContainers")
                        .valueStream()
                        .filter(container -> container.path("name").asString().equals("daprd"))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("No native sidecar in " + service));
                assertThat(sidecar.path("restartPolicy").asString()).isEqualTo("Always");
                assertThat(sidecar.path("args").toString()).contains("--enable-mtls", "--sentry-address");
                assertThat(sidecar.at("/securityContext/capabilities/drop/0").asString())
                        .isEqualTo("ALL");
            });
        }
        assertThat(installation
                        .kubectl("logs", "deployment/task-service", "-c", "daprd")
                        .output())
                .containsIgnoringCase("mtls enabled");
    }

    @Test
    @Order(2)
    void a_task_made_through_the_gateway_reaches_analytics_by_kafka() {
        assertThat(installation.helmTest()).contains("Its event has come through Kafka");
    }

    @Test
    @Order(3)
    void kafka_refuses_every_user_what_is_not_its_own() throws Exception {
        installation.start("rights", "rights", Map.of());

        String said = installation.ended("rights", Duration.ofMinutes(15));

        System.out.println(lastResult(said));
        assertThat(said).contains("\"wrong\": 0");
    }

    @Test
    @Order(4)
    void a_sidecar_refuses_its_app_every_topic_that_is_not_its_own() throws Exception {
        Map<String, Set<String>> publishes = Map.of(
                "task-service", Set.of(Topics.TASK_EVENTS, Topics.TASK_UPDATES),
                "reminder-service", Set.of(Topics.REMINDERS, Topics.TASK_EVENTS_DLQ),
                "notification-service", Set.of(Topics.NOTIFICATIONS, Topics.REMINDERS_DLQ),
                "analytics-service",
                        Set.of(
                                Topics.TASK_EVENTS_DLQ,
                                Topics.TASK_UPDATES_DLQ,
                                Topics.REMINDERS_DLQ,
                                Topics.NOTIFICATIONS_DLQ),
                "gateway", Set.of());
        int port = 13500;
        for (String service : Installation.SERVICES) {
            String token = new String(java.util.Base64.getDecoder()
                    .decode(installation
                            .kubectl("get", "secret", service + "-api-token", "-o", "jsonpath={.data.token}")
                            .output()));
            try (Forward forward = Forward.open(service, ++port, 3500)) {
                assertThat(publish(forward, "", Topics.TASK_EVENTS))
                        .as("without a token")
                        .isEqualTo(401);
                Set<String> accepted = new TreeSet<>();
                for (Topics.Topic topic : Topics.ALL) {
                    if (!publishes.getOrDefault(service, Set.of()).contains(topic.name())
                            && publish(forward, token, topic.name()) / 100 == 2) {
                        accepted.add(topic.name());
                    }
                }
                assertThat(accepted)
                        .as("topics that %s could publish to", service)
                        .isEmpty();
            }
        }
    }

    private static int publish(Forward forward, String token, String topic) throws IOException, InterruptedException {
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(forward.address() + "/v1.0/publish/pubsub/" + topic))
                                .header("dapr-api-token", token)
                                .header("Content-Type", "application/json")
                                .timeout(Duration.ofSeconds(20))
                                .POST(BodyPublishers.ofString("{}"))
                                .build(),
                        BodyHandlers.ofString());
        return response.statusCode();
    }

    @Test
    @Order(5)
    void nothing_is_lost_while_every_deployment_restarts() throws Exception {
        load("load-restart", 300);
        for (String service : Installation.SERVICES) {
            Thread.sleep(3000);
            installation.kubectl("rollout", "restart", "deployment/" + service).output();
        }
        Installation.SERVICES.forEach(installation::rolledOut);

        String said = installation.ended("load-restart", Duration.ofMinutes(15));

        System.out.println(lastResult(said));
        assertThat(said).contains("\"lost_events\":0", "\"lost_mails\":0", "\"doubled_events\":0");
    }

    @Test
    @Order(6)
    void nothing_is_lost_while_pods_are_killed() throws Exception {
        long seed = 20261121;
        Random random = new Random(seed);
        load("load-kill", 300);
        for (int i = 0; i < 6; i++) {
            Thread.sleep(8000);
            String service = Installation.SERVICES.get(random.nextInt(Installation.SERVICES.size()));
            List<JsonNode> pods = installation.pods(service);
            if (!pods.isEmpty()) {
                String pod = pods.get(random.nextInt(pods.size()))
                        .path("metadata")
                        .path("name")
                        .asString();
                System.out.println("Killing " + pod + " (seed " + seed + ")");
                installation
                        .kubectl("delete", "pod", pod, "--grace-period=0", "--force", "--wait=false")
                        .output();
            }
        }
        Installation.SERVICES.forEach(installation::rolledOut);

        String said = installation.ended("load-kill", Duration.ofMinutes(15));

        System.out.println(lastResult(said));
        assertThat(said).contains("\"lost_events\":0", "\"lost_mails\":0", "\"doubled_events\":0");
    }

    @Test
    @Order(7)
    void an_upgrade_migrates_and_then_replaces_pods() {
        installation.helm("upgrade", Map.of("defaults.podAnnotations.upgraded", "yes"));
        Installation.SERVICES.forEach(installation::rolledOut);

        assertThat(installation
                        .kubectl("get", "events", "-o", "name", "--field-selector", "reason=Completed")
                        .output())
                .as("the migrations' jobs have completed")
                .isNotBlank();
        assertThat(installation.helmTest()).contains("Its event has come through Kafka");
    }

    private void load(String name, int tasks) throws IOException {
        installation.start(
                name, "load", Map.of("TASKS", String.valueOf(tasks), "PER_SECOND", "5", "MAIL", "http://mail:8080"));
    }

    private static String lastResult(String said) {
        return Arrays.stream(said.split("\n"))
                .filter(line -> line.startsWith("RESULT"))
                .reduce("", (before, line) -> line);
    }
}
