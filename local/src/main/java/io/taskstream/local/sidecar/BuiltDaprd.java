package io.taskstream.local.sidecar;

import io.taskstream.local.home.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A daprd built from the Go module that pins it, with all components: the mail binding is not among the stable ones.
 * The first build of a machine takes five to ten minutes.
 */
record BuiltDaprd(Path module, Path cache, Progress progress) implements DaprdSource {
    private static final Duration REPORT = Duration.ofSeconds(15);
    private static final Duration LIMIT = Duration.ofMinutes(60);

    @Override
    public Answer find() throws IOException, InterruptedException {
        if (!goIsThere()) {
            return new Answer.Missing("it could not be built, because there is no Go");
        }
        Path log = cache.resolve("build.log");
        Path draft = cache.resolve("daprd.new");
        progress.say("building daprd " + DaprdVersion.PINNED
                + " with Go, once for this user; that takes five to ten minutes (log: " + log + ")");
        Process build = start(copyOfModule(), draft, log);
        try {
            if (!await(build, log)) {
                return new Answer.Missing("it could not be built within " + LIMIT.toMinutes() + " min: see " + log);
            }
        } finally {
            build.descendants().forEach(ProcessHandle::destroy);
            build.destroy();
        }
        if (build.exitValue() != 0) {
            return new Answer.Missing("it could not be built: see " + log);
        }
        Path program = cache.resolve("daprd");
        Files.move(draft, program, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return new Answer.Found(program);
    }

    private static boolean goIsThere() throws InterruptedException {
        try {
            return new ProcessBuilder("go", "version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Go may touch go.mod and go.sum; the checkout stays as it is. */
    private Path copyOfModule() throws IOException {
        Path copy = Files.createDirectories(cache.resolve("module"));
        try (Stream<Path> files = Files.list(module)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, copy.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return copy;
    }

    private static Process start(Path module, Path target, Path log) throws IOException {
        ProcessBuilder go = new ProcessBuilder(List.of(
                        "go",
                        "build",
                        "-tags",
                        "allcomponents",
                        "-trimpath",
                        "-ldflags",
                        "-s -w -X github.com/dapr/dapr/pkg/buildinfo.version=" + DaprdVersion.PINNED,
                        "-o",
                        target.toString(),
                        "github.com/dapr/dapr/cmd/daprd"))
                .directory(module.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        go.environment().put("GOFLAGS", "-mod=mod");
        return go.start();
    }

    private boolean await(Process build, Path log) throws InterruptedException, IOException {
        long start = System.nanoTime();
        while (!build.waitFor(REPORT.toMillis(), TimeUnit.MILLISECONDS)) {
            Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
            if (elapsed.compareTo(LIMIT) > 0) {
                return false;
            }
            try (Stream<String> lines = Files.lines(log)) {
                long modules =
                        lines.filter(line -> line.startsWith("go: downloading")).count();
                progress.say("building daprd: " + elapsed.toSeconds() + " s, " + modules + " modules fetched");
            }
        }
        return true;
    }
}
