package io.taskstream.cluster.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.taskstream.cluster.schemas.Schemas;
import io.taskstream.cluster.tools.Checkout;
import io.taskstream.cluster.tools.Command;
import io.taskstream.cluster.tools.Helm;
import io.taskstream.cluster.tools.Manifests;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Custom resources are validated here, not reconciled: no operator runs. Nor does any controller: no pod starts, and the
 * tests play the job controller.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiServerTests {
    private static final Path DEV = Helm.CHART.resolve("values-dev.yaml");
    private static final Path PROD = Helm.CHART.resolve("values-prod.yaml");

    @SuppressWarnings("NullAway.Init") // set by start
    private ApiServer server;

    @BeforeAll
    void start(@TempDir Path folder) {
        Path programs = ApiServer.programs().orElse(null);
        if (programs == null) {
            String line = "Tests against a real API server are NOT RUN: no folder of kube-apiserver, etcd and kubectl"
                    + " in KUBEBUILDER_ASSETS, PATH or ~/.cache/cluster/bin";
            System.err.println(line);
            abort(line);
            return;
        }
        server = ApiServer.start(programs, folder);
        Schemas schemas = Schemas.ready();
        Command apply = server.kubectl("apply", "--server-side");
        for (String operator :
                List.of("strimzi", "dapr", "keda", "prometheus-operator", "cloudnative-pg", "gateway-api")) {
            apply.with("-f", schemas.definitions(operator));
        }
        apply.output();
        server.kubectl("wait", "--for=condition=Established", "crd", "--all", "--timeout=60s")
                .output();
    }

    @AfterAll
    @SuppressWarnings("NullAway")
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private void namespace(String name) {
        server.kubectl("create", "namespace", name).output();
        server.kubectl(
                        "label",
                        "namespace",
                        name,
                        "pod-security.kubernetes.io/enforce=restricted",
                        "pod-security.kubernetes.io/warn=restricted")
                .output();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod"})
    void kafkas_resources_are_admitted(String environment) {
        String namespace = "kafka-" + environment;
        namespace(namespace);

        String said = server.kubectl("apply", "--server-side", "--validate=strict", "-n", namespace)
                .with("-f", Checkout.path("strimzi/" + environment))
                .with("-f", Checkout.path("strimzi/topics"))
                .with("-f", Checkout.path("strimzi/users"))
                .output();

        assertThat(said).contains("kafka.kafka.strimzi.io/taskstream", "kafkatopic.kafka.strimzi.io/task-events-dlq");
    }

    @Test
    void a_wrong_field_is_not_admitted() {
        namespace("wrong");

        Command.Result result = server.kubectl("apply", "--server-side", "--validate=strict", "-n", "wrong", "-f", "-")
                .input("""
                        apiVersion: kafka.strimzi.io/v1
                        kind: KafkaTopic
                        metadata: {name: t}
                        spec: {partitons: 3}
                        """)
                .run();

        assertThat(result.exit()).isNotZero();
        assertThat(result.err()).contains("partitons");
    }

    @ParameterizedTest
    @ValueSource(strings = {"values-dev.yaml", "values-prod.yaml"})
    void pod_security_restricted_admits_every_pod_of_the_chart(String values) {
        String namespace = "pods-" + values.replace("values-", "").replace(".yaml", "");
        namespace(namespace);
        List<JsonNode> pods = Helm.template(values).resources().stream()
                .flatMap(ApiServerTests::pods)
                .toList();
        assertThat(pods).hasSizeGreaterThanOrEqualTo(10);

        assertThat(pods).allSatisfy(pod -> {
            Command.Result result = server.kubectl(
                            "create", "-n", namespace, "--dry-run=server", "--validate=strict", "-f", "-")
                    .input(pod.toString())
                    .run();
            assertThat(result.exit()).as(result.err()).isZero();
            assertThat(result.err()).doesNotContain("Warning");
        });
    }

    @Test
    void pod_security_restricted_refuses_a_pod_that_runs_as_root() {
        namespace("root");
        ObjectNode pod = pods(Helm.template("values-dev.yaml").get("Deployment", "gateway"))
                .map(ObjectNode.class::cast)
                .findFirst()
                .orElseThrow();
        ((ObjectNode) pod.path("spec")).remove("securityContext");

        Command.Result result = server.kubectl("create", "-n", "root", "--dry-run=server", "-f", "-")
                .input(pod.toString())
                .run();

        assertThat(result.err()).contains("violates PodSecurity \"restricted");
    }

    /** The pods that a resource would have controllers make; itself if it is one. */
    private static Stream<JsonNode> pods(JsonNode resource) {
        return switch (resource.path("kind").asString()) {
            case "Pod" -> Stream.of(resource);
            case "Deployment", "StatefulSet", "Job" -> {
                ObjectNode pod =
                        (ObjectNode) resource.path("spec").path("template").deepCopy();
                pod.put("apiVersion", "v1").put("kind", "Pod");
                pod.withObject("metadata").put("name", Manifests.name(resource));
                JsonNode spec = pod.path("spec");
                if (resource.path("kind").asString().equals("StatefulSet")) {
                    // the controller would add the claims' volumes
                    resource.at("/spec/volumeClaimTemplates")
                            .forEach(claim -> spec.withArray("volumes")
                                    .addObject()
                                    .put("name", Manifests.name(claim))
                                    .putObject("emptyDir"));
                }
                yield Stream.of(pod);
            }
            default -> Stream.empty();
        };
    }

    @Test
    void a_release_is_installed_upgraded_rolled_back_and_uninstalled() {
        namespace("life");
        server.kubectl("apply", "--server-side", "-n", "life", "-f", Checkout.path("strimzi/topics"))
                .output();

        Command.Result installed = server.helm(
                        "install", "taskstream", Helm.CHART, "-n", "life", "-f", PROD, "--set", "image.tag=1")
                .run();
        assertThat(installed.exit()).as(installed.err()).isZero();
        assertThat(installed.err()).doesNotContain("would violate PodSecurity", "unknown field");
        assertThat(installed.out()).contains("helm test taskstream -n life");
        Map<String, String> secrets = secrets();
        assertThat(secrets.keySet())
                .as("two tokens for each service, four databases, what signs the links in mails, the key of webhooks")
                .hasSize(2 * 5 + 4 + 1 + 1)
                .contains(
                        "gateway-api-token",
                        "gateway-app-token",
                        "notification-service-links",
                        "notification-service-webhooks");
        assertThat(imageOfTaskService()).endsWith(":1");

        CompletableFuture<Command.Result> upgrade = CompletableFuture.supplyAsync(
                () -> server.helm("upgrade", "taskstream", Helm.CHART, "-n", "life", "-f", PROD, "--set", "image.tag=2")
                        .run());
        for (String service :
                List.of("analytics-service", "notification-service", "reminder-service", "task-service")) {
            String job = service + "-migration";
            server.kubectl("wait", "--for=create", "job/" + job, "-n", "life", "--timeout=60s")
                    .output();
            assertThat(imageOf("job", job)).endsWith(":2");
            assertThat(imageOfTaskService())
                    .as("pods are replaced after the migrations")
                    .endsWith(":1");
            complete(job);
        }
        Command.Result upgraded =
                upgrade.orTimeout(60, java.util.concurrent.TimeUnit.SECONDS).join();
        assertThat(upgraded.exit()).as(upgraded.err()).isZero();
        assertThat(imageOfTaskService()).endsWith(":2");
        assertThat(secrets()).as("tokens and passwords stay").isEqualTo(secrets);

        server.helm("rollback", "taskstream", "1", "-n", "life").output();
        assertThat(imageOfTaskService()).endsWith(":1");
        assertThat(secrets()).isEqualTo(secrets);

        server.helm("uninstall", "taskstream", "-n", "life").output();
        assertThat(names("deployment,service,networkpolicy,scaledobject.keda.sh,component.dapr.io"))
                .isEmpty();
        assertThat(names("kafkatopic.kafka.strimzi.io")).as("the events stay").hasSize(14);
        assertThat(names("cluster.postgresql.cnpg.io,database.postgresql.cnpg.io"))
                .as("the data stay")
                .hasSize(5);
        assertThat(secrets().keySet())
                .as("what opens the data, the webhooks' secrets and the links in sent mails stays")
                .containsExactlyInAnyOrder(
                        "analytics-service-database",
                        "notification-service-database",
                        "notification-service-links",
                        "notification-service-webhooks",
                        "reminder-service-database",
                        "task-service-database");
    }

    @Test
    void a_development_release_is_installed() {
        namespace("dev");

        Command.Result installed = server.helm("install", "taskstream", Helm.CHART, "-n", "dev", "-f", DEV)
                .run();

        assertThat(installed.exit()).as(installed.err()).isZero();
        assertThat(installed.err()).doesNotContain("would violate PodSecurity", "unknown field");
        assertThat(installed.out()).contains("PostgreSQL is bundled", "Keycloak is bundled");
    }

    /** Says what the job controller would say of a Job that went well. */
    private void complete(String job) {
        String now = java.time.Clock.systemUTC()
                .instant()
                .truncatedTo(java.time.temporal.ChronoUnit.SECONDS)
                .toString();
        server.kubectl("patch", "job", job, "-n", "life", "--subresource=status", "--type=merge", "-p")
                .with("""
                        {"status": {"startTime": "%1$s", "completionTime": "%1$s", "succeeded": 1, "conditions": [
                          {"type": "SuccessCriteriaMet", "status": "True", "lastTransitionTime": "%1$s"},
                          {"type": "Complete", "status": "True", "lastTransitionTime": "%1$s"}]}}""".formatted(now))
                .output();
    }

    private String imageOfTaskService() {
        return imageOf("deployment", "task-service");
    }

    private String imageOf(String kind, String name) {
        return server.kubectl("get", kind, name, "-n", "life", "-o")
                .with("jsonpath={.spec.template.spec.containers[0].image}")
                .within(Duration.ofSeconds(30))
                .output();
    }

    private List<String> names(String kinds) {
        return server.kubectl("get", kinds, "-n", "life", "-o", "name")
                .output()
                .lines()
                .toList();
    }

    /** The release's own secrets: name and data. */
    private Map<String, String> secrets() {
        JsonNode list = Manifests.parse(server.kubectl("get", "secret", "-n", "life", "-o", "yaml")
                        .output())
                .resources()
                .getFirst();
        return list.path("items")
                .valueStream()
                .filter(secret -> !secret.path("type").asString().startsWith("helm.sh/"))
                .collect(Collectors.toMap(
                        Manifests::name, secret -> secret.path("data").toString()));
    }
}
