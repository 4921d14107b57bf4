package io.taskstream.cluster.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskstream.cluster.tools.Checkout;
import io.taskstream.cluster.tools.Command;
import io.taskstream.cluster.tools.Manifests;
import io.taskstream.cluster.tools.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SkaffoldTests {
    private static final List<String> IMAGES = List.of(
            "task-service", "reminder-service", "notification-service", "analytics-service", "gateway", "story");

    private static Command skaffold(Object... words) {
        // it calls helm by name
        Path helm = Tools.path("helm").toAbsolutePath().getParent();
        return Command.of(Tools.path("skaffold"))
                .with(words)
                .in(Checkout.path(""))
                .env("PATH", helm + ":" + System.getenv("PATH"))
                .env("SKAFFOLD_UPDATE_CHECK", "false")
                .env("SKAFFOLD_INTERACTIVE", "false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod", "ci"})
    void a_profile_is_valid(String profile) {
        String said = skaffold("diagnose", "--yaml-only", "-p", profile).output();

        assertThat(said).contains("name: kafka", "name: taskstream", "/charts/taskstream");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "prod", "ci"})
    void a_profile_installs_kafka_and_then_the_chart_with_the_images_it_built(String profile, @TempDir Path folder)
            throws IOException {
        Path builds = folder.resolve("builds.json");
        Files.writeString(
                builds,
                IMAGES.stream()
                        .map("{\"imageName\":\"taskstream/%1$s\",\"tag\":\"taskstream/%1$s:built\"}"::formatted)
                        .collect(Collectors.joining(",", "{\"builds\":[", "]}")));
        Path out = folder.resolve("out.yaml");

        skaffold("render", "--offline=true", "--digest-source=none", "-p", profile, "-a", builds, "-o", out)
                .output();

        Manifests rendered = Manifests.parse(Files.readString(out));
        assertThat(Kubeconform.check(rendered).out()).contains("Invalid: 0, Errors: 0");
        List<String> kinds = rendered.resources().stream()
                .map(resource -> resource.path("kind").asString())
                .toList();
        assertThat(kinds.lastIndexOf("KafkaUser")).isLessThan(kinds.indexOf("Deployment"));
        assertThat(rendered.ofKind("KafkaTopic")).hasSize(14);
        for (String image : IMAGES) {
            assertThat(rendered.text()).contains("taskstream/" + image + ":built");
        }
        int brokers = rendered.ofKind("KafkaNodePool").stream()
                .mapToInt(pool -> pool.path("spec").path("replicas").asInt())
                .sum();
        assertThat(brokers).isEqualTo(profile.equals("prod") ? 6 : 1);
    }
}
