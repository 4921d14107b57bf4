package io.taskstream.local.sidecar;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A daprd that somebody installed; it must be of the right version. */
record InstalledDaprd(String where, List<Path> candidates) implements DaprdSource {
    static InstalledDaprd onPath() {
        String path = System.getenv("PATH");
        List<Path> candidates = path == null
                ? List.of()
                : Arrays.stream(path.split(File.pathSeparator))
                        .filter(folder -> !folder.isBlank())
                        .map(folder -> Path.of(folder, "daprd"))
                        .toList();
        return new InstalledDaprd("on PATH", candidates);
    }

    /** Where {@code dapr init} puts it. */
    static InstalledDaprd ofDaprCli() {
        return new InstalledDaprd(
                "in ~/.dapr/bin", List.of(Path.of(System.getProperty("user.home"), ".dapr", "bin", "daprd")));
    }

    @Override
    public Answer find() throws IOException, InterruptedException {
        for (Path candidate : candidates) {
            if (!Files.isExecutable(candidate) || Files.isDirectory(candidate)) {
                continue;
            }
            String version = version(candidate);
            if (DaprdVersion.isGood(version)) {
                return new Answer.Found(candidate);
            }
            return new Answer.Missing(
                    candidate + " is version " + version + ", not " + DaprdVersion.PINNED + " or another patch of it");
        }
        return new Answer.Missing("no daprd " + where);
    }

    private static String version(Path program) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(program.toString(), "--version")
                .redirectErrorStream(true)
                .start();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                return "unknown (it did not answer --version)";
            }
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "unknown (" + e.getMessage() + ")";
        } finally {
            process.destroyForcibly();
        }
    }
}
