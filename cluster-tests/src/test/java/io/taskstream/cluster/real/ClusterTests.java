package io.taskstream.cluster.real;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskstream.cluster.contract.Rights;
import io.taskstream.cluster.tools.Manifests;
import io.taskstream.contracts.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** In order, from the plain to what disturbs: one installation serves all. */
@Tag("cluster")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterTests {
    private static final long SEED = 20261121;
    private static final Clock CLOCK = Clock.systemUTC();

    @SuppressWarnings("NullAway.Init") // set by install
    private Installation installation;

    @BeforeAll
    void install(@TempDir Path folder) throws IOException, GeneralSecurityException {
        installation = new Installation(folder);
        try {
            installation.install();
        } catch (AssertionError e) {
            installation.keepLogs("install");
            throw e;
        }
    }

    @AfterAll
    void uninstall() {
        installation.close();
    }

    @AfterEach
    void keepLogs(TestInfo test) throws IOException {
        installation.keepLogs(test.getTestMethod().orElseThrow().getName());
    }

    @Test
    @Order(1)
    void every_pod_has_a_native_sidecar_with_an_identity_that_refuses_strangers() throws Exception {
        int port = 13400;
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
            try (Forward forward = Forward.open(service, ++port, 50002)) {
                assertThat(MutualTls.of(forward))
                        .isEqualTo(new MutualTls("spiffe://public/ns/" + Installation.NAMESPACE + "/" + service, true));
            }
        }
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
    void a_sidecar_refuses_its_app_every_topic_that_is_not_its_own_and_every_secret() throws Exception {
        Map<String, Set<String>> publishes = new Rights().scopes("publishingScopes");
        int port = 13500;
        int refused = 0;
        for (String service : Installation.SERVICES) {
            try (Forward forward = Forward.open(service, ++port, 3500)) {
                Sidecar sidecar = new Sidecar(forward.address(), installation.secret(service + "-api-token", "token"));
                assertThat(new Sidecar(forward.address(), "").publish(Topics.TASK_EVENTS))
                        .as("without a token")
                        .isEqualTo(401);
                assertThat(sidecar.secret("KAFKA_PASSWORD"))
                        .as("%s asks for a secret", service)
                        .isEqualTo(403);
                // the gateway's sidecar doesn't even know the component
                List<Integer> refusals = publishes.containsKey(service) ? List.of(403) : List.of(400, 404);
                for (Topics.Topic topic : Topics.ALL) {
                    if (!publishes.getOrDefault(service, Set.of()).contains(topic.name())) {
                        assertThat(sidecar.publish(topic.name()))
                                .as("%s publishes to %s", service, topic.name())
                                .isIn(refusals);
                        refused++;
                    }
                }
            }
        }
        System.out.println("RESULT sidecars refused " + refused + " combinations of app and topic");
    }

    /** All deployments at once, which is worse than one after the other. */
    @Test
    @Order(5)
    void nothing_is_lost_while_every_deployment_restarts() throws Exception {
        load("load-restart", 600);
        for (String service : Installation.SERVICES) {
            Thread.sleep(3000);
            installation.kubectl("rollout", "restart", "deployment/" + service).output();
        }
        Installation.SERVICES.forEach(installation::rolledOut);
        System.out.println("All deployments have restarted at " + CLOCK.instant());

        assertNothingLost("load-restart");
    }

    /** Every service's pods are killed, some twice, without a moment to finish what they do. */
    @Test
    @Order(6)
    void nothing_is_lost_while_pods_are_killed() throws Exception {
        List<String> victims = new ArrayList<>(Installation.SERVICES);
        victims.addAll(List.of("task-service", "notification-service"));
        Collections.shuffle(victims, new Random(SEED));
        System.out.println("Seed " + SEED + ": " + victims);
        load("load-kill", 600);
        for (String victim : victims) {
            Thread.sleep(12_000);
            for (JsonNode pod : installation.pods(victim)) {
                System.out.println(CLOCK.instant() + " kills " + Manifests.name(pod));
                installation
                        .kubectl("delete", "pod", Manifests.name(pod), "--grace-period=0", "--force", "--wait=false")
                        .output();
            }
        }
        Installation.SERVICES.forEach(installation::rolledOut);
        System.out.println("All deployments are back at " + CLOCK.instant());

        assertNothingLost("load-kill");
    }

    private void assertNothingLost(String load) throws InterruptedException {
        String said = installation.ended(load, Duration.ofMinutes(15));

        System.out.println(said);
        assertThat(lastResult(said)).contains("\"lost_events\":0", "\"doubled_events\":0", "\"lost_mails\":0");
    }

    @Test
    @Order(7)
    void an_upgrade_migrates_replaces_pods_and_makes_deleted_tokens_anew() {
        JsonNode database = installation.pods("taskstream-postgresql").getFirst();
        String token = installation.secret("task-service-app-token", "token");
        installation
                .kubectl("delete", "secret", "task-service-app-token", "task-service-api-token")
                .output();

        installation.helm("upgrade", Map.of("defaults.podAnnotations.upgraded", "yes"));
        Installation.SERVICES.forEach(installation::rolledOut);

        String completed = installation
                .kubectl("get", "events", "-o", "name", "--field-selector", "reason=Completed")
                .output();
        for (String service : Installation.SERVICES) {
            if (!service.equals("gateway")) {
                assertThat(completed).contains(service + "-migration");
            }
            assertThat(installation.pods(service))
                    .allSatisfy(pod -> assertThat(
                                    pod.at("/metadata/annotations/upgraded").asString())
                            .isEqualTo("yes"));
        }
        assertThat(installation.pods("taskstream-postgresql").getFirst().at("/metadata/uid"))
                .as("the database's pod, which has nothing to do with it")
                .isEqualTo(database.at("/metadata/uid"));
        assertThat(installation.secret("task-service-app-token", "token")).isNotEqualTo(token);
        assertThat(installation.helmTest()).contains("Its event has come through Kafka");
    }

    @Test
    @Order(8)
    void an_uninstall_takes_the_services_and_leaves_what_the_next_installation_needs() {
        String password = installation.secret("task-service-database", "password");

        installation.uninstall();

        for (String service : Installation.SERVICES) {
            assertThat(installation.pods(service)).isEmpty();
        }
        assertThat(installation
                        .kubectl("get", "deployments,services,components.dapr.io", "-o", "name")
                        .output())
                .doesNotContain(Installation.SERVICES)
                .doesNotContain("pubsub")
                .contains("deployment.apps/kafka");
        assertThat(installation.secret("task-service-database", "password")).isEqualTo(password);

        installation.helm("install", Map.of());
        Installation.SERVICES.forEach(installation::rolledOut);
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
