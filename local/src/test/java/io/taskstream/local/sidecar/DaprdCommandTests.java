package io.taskstream.local.sidecar;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskstream.local.home.Checkout;
import io.taskstream.local.home.DataDirectory;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

class DaprdCommandTests {
    @TempDir
    Path folder;

    /** How soon a service that hangs is noticed decides what is retried: it must be the same here and there. */
    @Test
    void asks_for_the_apps_health_as_the_sidecars_in_a_cluster_do() throws IOException {
        List<String> arguments = new DaprdCommand(
                        Path.of("daprd"), "task-service", 1, true, 2, 3, 4, 5, Duration.ofSeconds(35))
                .arguments(Checkout.find(), new DataDirectory(folder));
        Map<String, Object> cluster = appHealth();

        assertThat(after("--app-health-probe-interval", arguments)).isEqualTo(cluster.get("intervalSeconds"));
        assertThat(after("--app-health-probe-timeout", arguments)).isEqualTo(cluster.get("timeoutMilliseconds"));
        assertThat(after("--app-health-threshold", arguments)).isEqualTo(cluster.get("threshold"));
    }

    @Test
    void asks_no_app_for_its_health_to_which_no_events_come() throws IOException {
        assertThat(new DaprdCommand(Path.of("daprd"), "gateway", 1, false, 2, 3, 4, 5, Duration.ofSeconds(35))
                        .arguments(Checkout.find(), new DataDirectory(folder)))
                .doesNotContain("--enable-app-health-check");
    }

    private static Integer after(String flag, List<String> arguments) {
        return Integer.valueOf(arguments.get(arguments.indexOf(flag) + 1));
    }

    @SuppressWarnings("unchecked") // the chart's schema holds the shape
    private static Map<String, Object> appHealth() throws IOException {
        try (Reader values = Files.newBufferedReader(Checkout.find().root().resolve("charts/taskstream/values.yaml"))) {
            Map<String, Map<String, Object>> chart = new Yaml().load(values);
            return (Map<String, Object>) chart.getOrDefault("dapr", Map.of()).getOrDefault("appHealth", Map.of());
        }
    }
}
