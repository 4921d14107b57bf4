package io.taskstream.bench.platform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** The checkout whose platform is measured, and its {@code ./taskstream}. */
public record Checkout(Path root) {
    /** Set by {@code ./taskstream}. */
    private static final String PROPERTY = "taskstream.home";

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Finds the checkout that this program belongs to. */
    public static Checkout find() {
        String home = System.getProperty(PROPERTY);
        Path start = Path.of(home == null ? "" : home).toAbsolutePath().normalize();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("strimzi")) && Files.isDirectory(folder.resolve("components"))) {
                return new Checkout(folder);
            }
        }
        throw new BenchException("No checkout of Taskstream at " + start + ": run ./taskstream bench in one.");
    }

    public Path components() {
        return root.resolve("components");
    }

    /** A Flyway location in a module's resources. */
    public String migrations(String module, String folder) {
        return "filesystem:"
                + root.resolve(module).resolve("src/main/resources").resolve(folder);
    }

    /** Where benchmarks keep what they need while they run. */
    public Path work() {
        return root.resolve("bench/target/work");
    }

    /** Whether {@code ./taskstream} can tell of a platform at all. */
    boolean isBuilt() {
        return Files.exists(root.resolve("local/target/local.jar"));
    }

    ProcessBuilder launcher(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("./taskstream"));
        command.addAll(arguments);
        return new ProcessBuilder(command).directory(root.toFile());
    }

    /**
     * What {@code ./taskstream} prints.
     *
     * @throws BenchException if it doesn't succeed within two minutes
     */
    String taskstream(List<String> arguments) throws IOException, InterruptedException {
        return taskstream(arguments, 0);
    }

    /** @param good the exit codes that don't mean failure */
    String taskstream(List<String> arguments, int... good) throws IOException, InterruptedException {
        Process process = launcher(arguments).start();
        try {
            List<String> errors = new CopyOnWriteArrayList<>();
            Thread reader =
                    Thread.ofVirtual().start(() -> process.errorReader().lines().forEach(errors::add));
            String output = process.inputReader().readAllAsString();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new BenchException("./taskstream " + String.join(" ", arguments) + " did not end.");
            }
            reader.join();
            if (Arrays.stream(good).noneMatch(code -> code == process.exitValue())) {
                throw new BenchException("./taskstream " + String.join(" ", arguments) + " failed:\n" + output
                        + String.join("\n", errors));
            }
            return output;
        } finally {
            process.destroy();
        }
    }

    /** The commit that is checked out, with a plus sign if files differ from it. */
    public String revision() {
        String commit = git("rev-parse", "--short=12", "HEAD");
        return commit + (git("status", "--porcelain", "--untracked-files=no").isEmpty() ? "" : "+");
    }

    private String git(String... arguments) {
        try {
            List<String> command = new ArrayList<>(List.of("git"));
            command.addAll(List.of(arguments));
            Process process = new ProcessBuilder(command)
                    .directory(root.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "unknown";
        }
    }
}
