package io.taskstream.cluster.tools;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program run to its end. */
public final class Command {
    private final List<String> words;
    private final Map<String, String> environment = new HashMap<>();
    private Path directory = Checkout.path("");
    private Duration limit = Duration.ofMinutes(2);
    private String input = "";

    private Command(List<String> words) {
        this.words = words;
    }

    public static Command of(Object... words) {
        return new Command(
                new ArrayList<>(Arrays.stream(words).map(String::valueOf).toList()));
    }

    public Command with(Object... more) {
        Arrays.stream(more).map(String::valueOf).forEach(words::add);
        return this;
    }

    public Command in(Path workingDirectory) {
        this.directory = workingDirectory;
        return this;
    }

    public Command env(String name, String value) {
        environment.put(name, value);
        return this;
    }

    public Command input(String text) {
        this.input = text;
        return this;
    }

    public Command within(Duration time) {
        this.limit = time;
        return this;
    }

    /** Runs it and gives its standard output; fails the test with all it said if it doesn't end well. */
    public String output() {
        Result result = run();
        if (result.exit() != 0) {
            throw new AssertionError("`%s` ended with %d:%n%s%s"
                    .formatted(String.join(" ", words), result.exit(), result.out(), result.err()));
        }
        return result.out();
    }

    /** Runs it, whatever comes of it. */
    public Result run() {
        try {
            Path out = Files.createTempFile("out", ".txt");
            Path err = Files.createTempFile("err", ".txt");
            try {
                ProcessBuilder builder = new ProcessBuilder(words)
                        .directory(directory.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
                builder.environment().putAll(environment);
                Process process = builder.start();
                try (var stdin = process.getOutputStream()) {
                    stdin.write(input.getBytes(StandardCharsets.UTF_8));
                } catch (IOException e) {
                    // it ended without reading all of it: its exit code tells
                }
                if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new AssertionError("`%s` did not end within %s:%n%s"
                            .formatted(String.join(" ", words), limit, Files.readString(err)));
                }
                return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
            } finally {
                Files.delete(out);
                Files.delete(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while waiting for " + words, e);
        }
    }

    /** What came of it. */
    public record Result(int exit, String out, String err) {}
}
