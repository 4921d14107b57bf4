package io.taskstream.e2e.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What a command printed and how it ended. */
public record Command(int exitCode, String output) {
    /** The top of the repository. */
    public static final Path ROOT = Path.of(System.getProperty("taskstream.root", ".."))
            .toAbsolutePath()
            .normalize();

    static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Runs {@code ./taskstream} with arguments and waits for its end, two minutes at most. */
    public static Command taskstream(String... arguments) {
        List<String> command = new ArrayList<>(List.of("./taskstream"));
        command.addAll(List.of(arguments));
        return run(PATIENCE, command);
    }

    /** Runs a command at the top of the repository. */
    public static Command run(Duration timeout, List<String> command) {
        try {
            Path output = java.nio.file.Files.createTempFile("command", ".out");
            Process process = launch(output, command);
            boolean ended = process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                process.destroyForcibly();
            }
            String printed = java.nio.file.Files.readString(output, StandardCharsets.UTF_8);
            java.nio.file.Files.delete(output);
            if (!ended) {
                throw new AssertionError(command + " did not end within " + timeout + ":\n" + printed);
            }
            return new Command(process.exitValue(), printed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Starts a command at the top of the repository and lets it run. */
    static Process launch(Path output, List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .directory(ROOT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    /** The output, after checking that the command succeeded. */
    public String ok() {
        if (exitCode != 0) {
            throw new AssertionError("The command ended with " + exitCode + ":\n" + output);
        }
        return output;
    }
}
