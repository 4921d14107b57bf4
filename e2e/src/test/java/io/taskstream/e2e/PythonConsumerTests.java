package io.taskstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskstream.e2e.platform.Api;
import io.taskstream.e2e.platform.Command;
import io.taskstream.e2e.platform.Platform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The documented way to consume events from another language works as it is written down. */
class PythonConsumerTests {
    private static final Path EXAMPLE = Path.of("docs/examples/python-consumer");

    private final Platform platform = Platform.get();
    private final Api alice = platform.as("alice");

    @Test
    void the_python_example_prints_what_happens_to_a_task() throws Exception {
        Path environment = Command.ROOT.resolve("e2e/target/python");
        String python = environment.resolve("bin/python3").toString();
        Command.run(Duration.ofMinutes(2), List.of("python3", "-m", "venv", environment.toString()))
                .ok();
        Command.run(
                        Duration.ofMinutes(3),
                        List.of(
                                python,
                                "-m",
                                "pip",
                                "install",
                                "-q",
                                "-r",
                                EXAMPLE.resolve("requirements.txt").toString()))
                .ok();
        Path output = Command.ROOT.resolve("e2e/target/python-consumer.log");
        Process consumer = platform.launch(
                output,
                "sidecar",
                "python-example",
                "--app-port",
                "16001",
                "--",
                python,
                EXAMPLE.resolve("consumer.py").toString(),
                "16001");
        try {
            String title = "From Java to Python " + UUID.randomUUID();
            Api.Answer created =
                    alice.post("/api/tasks", "{\"title\": \"" + title + "\"}").expect(201);
            String path = "/api/tasks/" + created.json().get("task_id").asLong();
            alice.patch(path, "{\"due_date\": \"2030-01-01T00:00:00Z\"}", Map.of())
                    .expect(200);
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(Files.readString(output))
                            .contains("created task "
                                    + created.json().get("task_id").asLong() + " v1: " + title)
                            .contains("updated task "
                                    + created.json().get("task_id").asLong() + " v2: " + title)
                            .doesNotContain("Traceback"));
        } finally {
            consumer.destroy();
            if (!consumer.waitFor(30, TimeUnit.SECONDS)) {
                consumer.destroyForcibly();
            }
        }
    }
}
