package io.taskstream.bench.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ClaimStatementTests {
    private static final Path SOURCE =
            Path.of("../reminder-service/src/main/java/io/taskstream/reminder/firing/DueReminders.java");

    @Test
    void what_is_measured_is_what_reminder_service_runs() throws Exception {
        assertThat(words(Files.readString(SOURCE))).contains(words(ClaimBenchmark.statement()));
    }

    private static String words(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
