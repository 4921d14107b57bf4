package io.taskstream.e2e;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskstream.e2e.platform.Api;
import io.taskstream.e2e.platform.Installation;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of a platform of one's own: the data outlive it, and nothing of it outlives its end. */
class BootTests {

    @Test
    void data_outlive_stopping_and_killing_and_no_process_outlives_either(@TempDir Path elsewhere) throws Exception {
        try (Installation installation = Installation.empty("boot", 12_000, "gateway,task-service")) {
            installation.up();
            Api alice = installation.as("alice");
            String created = requireNonNull(alice.post("/api/tasks", "{\"title\": \"Outlives it all\"}")
                    .expect(201)
                    .header("Location"));

            assertThat(installation.upAgain())
                    .satisfies(refused -> assertThat(refused.exitCode()).isNotZero())
                    .satisfies(refused -> assertThat(refused.output()).contains("already runs", "./taskstream stop"));
            assertThat(installation.upWithDataIn(elsewhere))
                    .satisfies(refused -> assertThat(refused.exitCode()).isNotZero())
                    .satisfies(
                            refused -> assertThat(refused.output()).contains("is in use by process", "--port-offset"));

            installation.killLauncher();
            installation.up();
            installation.as("alice").get(created).expect(200);

            installation.interrupt();
            assertThat(installation.processes()).isEmpty();

            installation.up();
            installation.as("alice").get(created).expect(200);
            assertThat(installation.command("stop").exitCode()).isZero();
            assertThat(installation.processes()).isEmpty();
        }
    }
}
