package io.taskstream.bench.create;

import io.taskstream.bench.harness.Benchmark;
import io.taskstream.bench.harness.Bound;
import io.taskstream.bench.harness.Contender;
import io.taskstream.bench.harness.Goal;
import io.taskstream.bench.harness.Metric;
import io.taskstream.bench.harness.Outcome;
import io.taskstream.bench.platform.Bench;
import io.taskstream.bench.platform.BenchDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a creation costs beyond its SQL.
 *
 * <p>pgbench runs the statements that task-service runs, in a database with the same tables in the same server. The
 * rest of the platform runs on during the service's repeats, so its figures include the processor time of the relay, the
 * sidecars, the broker and of everything that consumes the events.
 */
public final class CreateBenchmark implements Benchmark {
    private static final int[] CONNECTIONS = {8, 16};
    private static final String SERVICE = "task-service";
    private static final String GATEWAY = "through the gateway";

    private final Bench bench;

    public CreateBenchmark(Bench bench) {
        this.bench = bench;
    }

    @Override
    public List<Outcome> run() throws Exception {
        Optional<Pgbench> pgbench = Pgbench.find();
        Path folder = bench.checkout().work().resolve("pgbench");
        List<Outcome> outcomes = new ArrayList<>();
        try (BenchDatabase database = BenchDatabase.create(bench.platform().postgres(), "bench_create")
                .migrate(
                        BenchDatabase.EVENTING,
                        bench.checkout().migrations("api-conventions", "db/conventions"),
                        bench.checkout().migrations(SERVICE, "db/migration"))) {
            for (int connections : CONNECTIONS) {
                outcomes.add(run(connections, pgbench, database, script(folder), folder));
            }
        }
        return outcomes;
    }

    private Outcome run(int connections, Optional<Pgbench> pgbench, BenchDatabase database, Path script, Path folder)
            throws Exception {
        String title = "create, " + connections + " connections";
        Duration warmUp = bench.settings().warmUpOr(Duration.ofSeconds(60));
        Duration duration = bench.settings().durationOr(Duration.ofSeconds(10));
        List<Contender> contenders = new ArrayList<>();
        contenders.add(new HttpContender(
                SERVICE,
                bench.platform(),
                URI.create(bench.platform().service(SERVICE)),
                connections,
                warmUp,
                duration));
        pgbench.ifPresent(yardstick ->
                contenders.add(new PgbenchContender(yardstick, script, database, connections, duration, folder)));
        if (bench.platform().has("gateway")) {
            contenders.add(new HttpContender(
                    GATEWAY, bench.platform(), URI.create(bench.platform().gateway()), connections, warmUp, duration));
        }
        var series = bench.repeats().run(title, contenders);
        Goal goal = new Goal.Ratio(Metric.THROUGHPUT, SERVICE, PgbenchContender.NAME, Bound.AT_LEAST, 0.5);
        return new Outcome(
                title,
                series,
                List.of(pgbench.isPresent() ? goal.judge(series) : goal.notMeasured(Pgbench.REMEDY)),
                List.of("'rows inserted' must be the same on both sides: then they do the same work in the database."));
    }

    private static Path script(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path script = folder.resolve("create-task.sql");
        try (InputStream resource =
                Objects.requireNonNull(CreateBenchmark.class.getResourceAsStream("create-task.sql"))) {
            Files.write(script, resource.readAllBytes());
        }
        return script;
    }
}
