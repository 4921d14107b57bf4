package io.taskstream.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerbTests {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"up", "status", "logs", "stop", "start", "reset", "token", "send-demo", "sidecar"})
    void every_verb_explains_itself(String verb) {
        assertThat(run(verb, "--help")).isZero();
        assertThat(out.toString()).contains("Usage: taskstream " + verb);
    }

    @Test
    void status_of_nothing_is_json_for_scripts_and_has_an_exit_code_of_its_own() {
        assertThat(run("status", "--json", "--data-dir", folder.toString())).isEqualTo(3);
        assertThat(out.toString().strip()).isEqualTo("{\"ready\":false}");
    }

    @Test
    void a_verb_that_needs_a_platform_says_how_to_start_one() {
        assertThat(run("token", "alice", "--data-dir", folder.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("./taskstream up").doesNotContain("\tat ");
    }

    @Test
    void a_reset_without_data_deletes_nothing() {
        assertThat(run("reset", "--yes", "--data-dir", folder.toString())).isZero();
        assertThat(folder).exists();
    }

    @Test
    void an_unknown_service_is_refused_with_those_that_there_are() {
        assertThat(run(
                        "up",
                        "--only",
                        "nonsense",
                        "--data-dir",
                        folder.resolve("new").toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("nonsense", "task-service", "infra");
    }

    private int run(String... arguments) {
        return TaskstreamCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
