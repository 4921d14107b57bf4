package io.taskstream.cluster.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskstream.cluster.tools.Checkout;
import io.taskstream.cluster.tools.Command;
import io.taskstream.cluster.tools.Helm;
import io.taskstream.cluster.tools.Manifests;
import io.taskstream.cluster.tools.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ChartTests {
    /** Values that someone may well come up with, beyond dev and prod. */
    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of("development", "values-dev.yaml", new String[] {}),
                Arguments.of("production", "values-prod.yaml", new String[] {}),
                Arguments.of("an external PostgreSQL with its CA", "values-prod.yaml", new String[] {
                    "--set",
                    "postgresql.mode=external,postgresql.external.host=db.example.com,postgresql.caSecret=db-ca"
                }),
                Arguments.of("a single PostgreSQL instance", "values-prod.yaml", new String[] {
                    "--set", "postgresql.cnpg.instances=1,postgresql.cnpg.storageClass=fast"
                }),
                Arguments.of("a Gateway API route", "values-prod.yaml", new String[] {
                    "--set",
                    "ingress.enabled=false,httpRoute.enabled=true,httpRoute.parentRefs[0].name=edge,"
                            + "httpRoute.hostnames[0]=t.example.com"
                }),
                Arguments.of("everything scaled by lag or CPU", "values-dev.yaml", new String[] {
                    "--set",
                    "services.task-service.autoscaling.type=hpa,services.analytics-service.autoscaling.type=keda"
                }),
                Arguments.of("one service left out", "values-dev.yaml", new String[] {
                    "--set", "services.analytics-service=null"
                }),
                Arguments.of("nothing running", "values-dev.yaml", new String[] {"--set", "defaults.replicas=0"}),
                Arguments.of("Kafka in another namespace", "values-prod.yaml", new String[] {
                    "--set", "kafka.namespace=kafka,kafka.cluster=events"
                }),
                Arguments.of(
                        "the Keycloak operator", "values-prod.yaml", new String[] {"--set", "keycloak.mode=operator"}),
                Arguments.of("digests, pull secrets, placement", "values-dev.yaml", new String[] {
                    "--set",
                    "services.gateway.image.digest=sha256:"
                            + "0".repeat(64)
                            + ",image.pullSecrets[0]=registry,defaults.nodeSelector.disk=ssd,"
                            + "defaults.tolerations[0].operator=Exists,defaults.podLabels.team=a"
                }),
                Arguments.of("no network policies, no disk", "values-dev.yaml", new String[] {
                    "--set", "networkPolicy.enabled=false,postgresql.bundled.storageClass=none"
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("values")
    void every_resource_is_what_its_kind_may_be_with(String name, String file, String[] flags) {
        Manifests manifests = Helm.template(file, flags);

        Command.Result result = Kubeconform.check(manifests);

        assertThat(result.exit()).as(result.out() + result.err()).isZero();
        assertThat(result.out()).contains("Invalid: 0, Errors: 0").doesNotContain("Valid: 0,");
    }

    @Test
    void kubeconform_finds_an_unknown_field() {
        Manifests wrong = Manifests.parse("""
                apiVersion: kafka.strimzi.io/v1
                kind: KafkaTopic
                metadata: {name: t}
                spec: {partitons: 3}
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: s}
                spec: {ports: [{port: 80, targetPrt: http}]}
                ---
                apiVersion: keda.sh/v1alpha1
                kind: ScaledObject
                metadata: {name: s}
                spec: {scaleTargetRef: {name: x}, triggrs: []}
                ---
                apiVersion: dapr.io/v1alpha1
                kind: Component
                metadata: {name: c}
                spec: {type: pubsub.kafka, version: v1, metadta: []}
                """);

        assertThat(Kubeconform.check(wrong).out()).contains("Invalid: 4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"values-dev.yaml", "values-prod.yaml"})
    void helm_lint_has_nothing_to_say(String file) {
        String said = Helm.command("lint", "--strict", Helm.CHART, "-f", Helm.CHART.resolve(file))
                .output();

        assertThat(said).contains("0 chart(s) failed").doesNotContain("[WARNING]");
    }

    @Test
    void the_sentences_of_helm_unittest_hold() {
        String said = Command.of(Tools.path("helm-unittest"), "--strict", "-f", "unittests/*_test.yaml", Helm.CHART)
                .output();

        assertThat(said).contains("Tests:").doesNotContain(" failed,");
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of("services.gateway.replcias=2", "replcias"),
                Arguments.of("postgresql.mode=mysql", "mode"),
                Arguments.of("smtp.port=80800", "smtp/port"),
                Arguments.of("push.url=ntfy.example.com", "push/url"),
                Arguments.of("sms.from=5550006", "sms/from"),
                Arguments.of("defaults.autoscaling.minReplicas=0", "minReplicas"),
                Arguments.of("dapr.gracefulShutdownSeconds=-1", "gracefulShutdownSeconds"),
                Arguments.of("services.Bad_Name.kafka=true", "Bad_Name"),
                Arguments.of("image.pullPolicy=Sometimes", "pullPolicy"),
                Arguments.of("issuer.url=id.example.com", "url"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void a_mistake_in_the_values_is_named(String setting, String named) {
        Command.Result result =
                Helm.tryTemplate("-f", Helm.CHART.resolve("values-dev.yaml").toString(), "--set", setting);

        assertThat(result.exit()).isNotZero();
        assertThat(result.err()).contains(named);
    }

    static Stream<Arguments> omissions() {
        return Stream.of(
                Arguments.of("issuer.url=", "issuer.url is not set"),
                Arguments.of("smtp.host=", "smtp.host is not set"),
                Arguments.of("sms.from=", "sms.from is not set"),
                Arguments.of("postgresql.mode=external", "postgresql.external.host is not set"),
                Arguments.of("ingress.hosts=null", "ingress.hosts is empty"),
                Arguments.of("httpRoute.enabled=true", "httpRoute.parentRefs is empty"),
                Arguments.of("services.task-service.autoscaling.type=keda", "consumes nothing"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("omissions")
    void what_only_the_operator_can_know_is_asked_for(String setting, String asked) {
        Command.Result result =
                Helm.tryTemplate("-f", Helm.CHART.resolve("values-prod.yaml").toString(), "--set", setting);

        assertThat(result.exit()).isNotZero();
        assertThat(result.err()).contains(asked);
    }

    @Test
    void a_component_that_lacks_its_configuration_is_not_installed() {
        assertThat(Helm.template("values-dev.yaml").ofKind("Component"))
                .extracting(Manifests::name)
                .contains("smtp", "pubsub")
                .doesNotContain("push", "sms");
        assertThat(Helm.template("values-prod.yaml").ofKind("Component"))
                .extracting(Manifests::name)
                .contains("smtp", "push", "sms");
    }

    @Test
    void the_chart_carries_the_components_without_a_copy(@TempDir Path folder) throws IOException {
        assertThat(Helm.CHART.resolve("files/components")).isSymbolicLink();

        Helm.command("package", Helm.CHART, "-d", folder).output();
        Path archive;
        try (Stream<Path> files = Files.list(folder)) {
            archive = files.findFirst().orElseThrow();
        }
        // with every provider, or its component would be left out
        Manifests packaged =
                Manifests.parse(Helm.command("template", "t", archive, "-f", Helm.CHART.resolve("values-dev.yaml"))
                        .with("--set", "push.url=http://ntfy", "--set", "sms.existingSecret=twilio")
                        .with("--set-string", "sms.from=+15005550006")
                        .output());

        Manifests source = Manifests.folder("components");
        List<JsonNode> carried = packaged.resources().stream()
                .filter(resource -> resource.path("apiVersion").asString().startsWith("dapr.io/"))
                .toList();
        assertThat(carried).containsExactlyInAnyOrderElementsOf(source.resources());
        assertThat(source.resources()).isNotEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"defaults.podAnnotations.a=b", "services.gateway.replicas=7", "image.tag=next"})
    void a_change_of_the_services_leaves_the_bundled_database_running(String setting) {
        JsonNode before = Helm.template("values-dev.yaml").get("StatefulSet", "taskstream-postgresql");
        JsonNode after = Helm.template("values-dev.yaml", "--set", setting).get("StatefulSet", "taskstream-postgresql");

        assertThat(after.at("/spec/template")).isEqualTo(before.at("/spec/template"));
    }

    @Test
    void the_package_has_no_tests_in_it(@TempDir Path folder) {
        Helm.command("package", Helm.CHART, "-d", folder).output();

        assertThat(Command.of("sh", "-c", "tar -tzf *.tgz").in(folder).output())
                .contains("taskstream/templates/deployment.yaml", "taskstream/templates/tests/story.yaml")
                .doesNotContain("unittests");
    }

    @Test
    void the_readme_tells_of_every_value_as_it_is(@TempDir Path folder) throws IOException {
        Command.of("cp", "-rL", Helm.CHART, folder.resolve("taskstream")).output();
        Command.of(Tools.path("helm-docs"), "--chart-search-root", folder, "--sort-values-order", "file")
                .in(folder)
                .output();

        assertThat(Files.readString(folder.resolve("taskstream/README.md")))
                .as("charts/taskstream/README.md is made by charts/readme: run it")
                .isEqualTo(Files.readString(Helm.CHART.resolve("README.md")));
    }

    /** A renamed metric would silence its alert. */
    @Test
    void every_metric_of_ours_in_an_alert_is_one_that_the_code_has() throws IOException {
        StringBuilder code = new StringBuilder();
        try (Stream<Path> sources = Files.walk(Checkout.path(""), 12)) {
            for (Path source : sources.filter(path -> path.toString().endsWith("Metrics.java"))
                    .toList()) {
                code.append(Files.readString(source));
            }
        }
        String rules = Helm.template("values-prod.yaml")
                .get("PrometheusRule", "taskstream")
                .toString();

        List<String> metrics = Pattern.compile("taskstream_[a-z_]+(?=\\{)")
                .matcher(rules)
                .results()
                .map(each -> each.group().replaceAll("_(total|seconds)$", "").replace('_', '.'))
                .distinct()
                .toList();

        assertThat(metrics)
                .hasSizeGreaterThan(3)
                .allSatisfy(metric -> assertThat(code).contains('"' + metric + '"'));
    }

    @Test
    void every_alert_has_a_page_that_says_what_to_do() throws IOException {
        String page = Files.readString(Checkout.path("docs/operations/alerts.md"));
        JsonNode rule = Helm.template("values-prod.yaml").get("PrometheusRule", "taskstream");

        List<String> alerts = rule.path("spec")
                .path("groups")
                .valueStream()
                .flatMap(group -> group.path("rules").valueStream())
                .map(alert -> alert.path("alert").asString())
                .toList();

        assertThat(alerts).isNotEmpty().allSatisfy(alert -> assertThat(page).contains("\n## " + alert + "\n"));
    }
}
