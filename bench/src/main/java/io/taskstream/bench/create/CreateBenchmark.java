package io.taskstream.bench.create;

import io.taskstream.bench.harness.Benchmark;
import io.taskstream.bench.harness.Bound;
import io.taskstream.bench.harness.Contender;
import io.taskstream.bench.harness.Goal;
import io.taskstream.bench.harness.Metric;
import io.taskstream.bench.harness.Outcome;
import io.taskstream.bench.platform.Bench;
import io.taskstream.bench.platform.BenchDatabase;
import io.taskstream.bench.platform.Consumers;
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
 * <p>pgbench runs the statements that task-service runs, in a database with the same tables in the same server. It is
 * done twice: first with the whole platform at work, and then with those paused that consume the events, so that on one
 * machine a creation shares the processors only with what belongs to it (database, relay, sidecar, broker). What they
 * have missed then they consume afterwards, and nobody waits for it.
 */
public final class CreateBenchmark implements Benchmark {
    private static final int[] CONNECTIONS = {8, 16};
    private static final String SERVICE = "task-service";
    private static final String GATEWAY = "gateway";
    private static final String THROUGH_GATEWAY = "through the gateway";
    private static final List<String> CONSUMERS =
            List.of("reminder-service", "notification-service", "analytics-service");
    private static final String NOTE =
            "'rows inserted' must be the same on both sides: then they do the same work in the database.";

    private final Bench bench;
    private final Optional<Pgbench> pgbench = Pgbench.find();
    private final Consumers consumers;

    public CreateBenchmark(Bench bench) {
        this.bench = bench;
        this.consumers = new Consumers(bench.platform(), WorkDone.DATABASE, CONSUMERS);
    }

    @Override
    public List<Outcome> run() throws Exception {
        List<Outcome> outcomes = new ArrayList<>();
        try (BenchDatabase database = BenchDatabase.create(bench.platform().postgres(), "bench_create")
                .migrate(
                        BenchDatabase.EVENTING,
                        bench.checkout().migrations("api-conventions", "db/conventions"),
                        bench.checkout().migrations(SERVICE, "db/migration"))) {
            if (consumers.present()) {
                for (int connections : CONNECTIONS) {
                    outcomes.add(compare(
                            "create, " + connections + " connections, all consumers at work", connections, database));
                }
            }
            consumers.pause();
            try {
                for (int connections : CONNECTIONS) {
                    outcomes.add(compare("create, " + connections + " connections", connections, database));
                }
            } finally {
                consumers.resume();
            }
        }
        return outcomes;
    }

    private Outcome compare(String title, int connections, BenchDatabase database) throws Exception {
        Duration warmUp = bench.settings().warmUpOr(Duration.ofSeconds(60));
        Duration duration = bench.settings().durationOr(Duration.ofSeconds(10));
        List<Contender> contenders = new ArrayList<>();
        contenders.add(http(SERVICE, SERVICE, connections, warmUp, duration));
        if (pgbench.isPresent()) {
            Path folder = bench.checkout().work().resolve("pgbench");
            contenders.add(
                    new PgbenchContender(pgbench.get(), script(folder), database, connections, duration, folder));
        }
        if (bench.platform().has(GATEWAY)) {
            contenders.add(http(THROUGH_GATEWAY, GATEWAY, connections, warmUp, duration));
        }
        var series = bench.repeats().run(title, contenders);
        Goal goal = new Goal.Ratio(Metric.THROUGHPUT, SERVICE, PgbenchContender.NAME, Bound.AT_LEAST, 0.5);
        return new Outcome(
                title,
                series,
                List.of(pgbench.isPresent() ? goal.judge(series) : goal.notMeasured(Pgbench.REMEDY)),
                List.of(NOTE));
    }

    private HttpContender http(String name, String service, int connections, Duration warmUp, Duration duration)
            throws IOException, InterruptedException {
        URI server = URI.create(bench.platform().service(service));
        return new HttpContender(name, bench.platform(), consumers, server, connections, warmUp, duration);
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
