package io.taskstream.bench.create;

import io.taskstream.bench.http.Load;
import io.taskstream.bench.platform.BenchDatabase;
import io.taskstream.bench.platform.BenchException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * PostgreSQL's own benchmark program.
 *
 * @see <a href="https://www.postgresql.org/docs/current/pgbench.html">pgbench</a>
 */
public record Pgbench(Path program) {
    static final String REMEDY = "pgbench is neither on PATH nor in /usr/lib/postgresql/*/bin: install it "
            + "(Debian and Ubuntu: postgresql-contrib, Fedora: postgresql-contrib, macOS: brew install postgresql)";

    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final Pattern TPS = Pattern.compile("^tps = ([0-9.]+)", Pattern.MULTILINE);
    private static final Pattern FAILED =
            Pattern.compile("^number of failed transactions: ([1-9][0-9]*)", Pattern.MULTILINE);
    /** The third field of a line in a pgbench log: microseconds. */
    private static final int LATENCY = 2;

    /** The one on PATH, else Debian's newest. */
    public static Optional<Pgbench> find() {
        return Stream.concat(onPath(), ofDebian())
                .filter(Files::isExecutable)
                .findFirst()
                .map(Pgbench::new);
    }

    private static Stream<Path> onPath() {
        String path = System.getenv("PATH");
        return path == null
                ? Stream.of()
                : Arrays.stream(path.split(File.pathSeparator))
                        .filter(folder -> !folder.isBlank())
                        .map(folder -> Path.of(folder, "pgbench"));
    }

    private static Stream<Path> ofDebian() {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(DEBIAN)) {
            try (DirectoryStream<Path> versions = Files.newDirectoryStream(DEBIAN)) {
                versions.forEach(version -> found.add(version.resolve("bin/pgbench")));
            } catch (IOException e) {
                return Stream.of();
            }
        }
        return found.stream().sorted(Comparator.<Path>naturalOrder().reversed());
    }

    /** Such as {@code pgbench (PostgreSQL) 18.1}. */
    public String version() {
        try {
            return run(new ProcessBuilder(program.toString(), "--version")).strip();
        } catch (IOException | InterruptedException e) {
            return "unknown";
        }
    }

    /**
     * Runs a script over and over, with prepared statements.
     *
     * @param variables that the script uses
     * @param folder for its logs
     */
    Result run(
            Path script,
            Map<String, String> variables,
            BenchDatabase database,
            int connections,
            Duration duration,
            Path folder)
            throws IOException, InterruptedException {
        clear(folder);
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "--no-vacuum",
                "--protocol=prepared",
                "--client=" + connections,
                "--jobs=" + Math.min(connections, Runtime.getRuntime().availableProcessors()),
                "--time=" + Math.max(1, duration.toSeconds()),
                "--log",
                "--log-prefix=" + folder.resolve("transactions"),
                "--file=" + script,
                "--host=" + database.server().host(),
                "--port=" + database.server().port(),
                "--username=" + database.server().user()));
        variables.forEach((name, value) -> command.add("--define=" + name + "=" + value));
        command.add(database.name());
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("PGPASSWORD", database.server().password());
        String output = run(builder);
        Matcher tps = TPS.matcher(output);
        if (!tps.find() || FAILED.matcher(output).find()) {
            throw new BenchException("pgbench did not do what it should:\n" + output);
        }
        return new Result(Double.parseDouble(tps.group(1)), latencies(folder));
    }

    private static void clear(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (DirectoryStream<Path> logs = Files.newDirectoryStream(folder, "transactions*")) {
            for (Path log : logs) {
                Files.delete(log);
            }
        }
    }

    private static Histogram latencies(Path folder) throws IOException {
        Histogram latencies = Load.histogram();
        try (DirectoryStream<Path> logs = Files.newDirectoryStream(folder, "transactions*")) {
            for (Path log : logs) {
                try (Stream<String> lines = Files.lines(log)) {
                    lines.forEach(line -> latencies.recordValue(Long.parseLong(line.split(" ", -1)[LATENCY])));
                }
            }
        }
        return latencies;
    }

    private static String run(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = builder.redirectErrorStream(true).start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new BenchException("pgbench failed:\n" + output);
            }
            return output;
        } finally {
            process.destroy();
        }
    }

    /** @param latencies of transactions, in microseconds */
    record Result(double transactionsPerSecond, Histogram latencies) {}
}
