package io.taskstream.bench.create;

import io.taskstream.bench.harness.Contender;
import io.taskstream.bench.harness.Measurement;
import io.taskstream.bench.harness.Metric;
import io.taskstream.bench.platform.BenchDatabase;
import io.taskstream.bench.publish.BenchEvents;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** The statements of a creation, and nothing around them. */
final class PgbenchContender implements Contender {
    static final String NAME = "pgbench";

    /** As long as what the service writes. */
    private static final Map<String, String> VALUES = Map.of(
            "payload", new String(BenchEvents.created(1_234_567).payload(), StandardCharsets.UTF_8), "body", """
            {"task_id":1234567,"user_id":"bench-user-567","title":"Buy groceries 1234567",\
            "description":"Milk, bread, 12 eggs","due_date":"2026-11-28T05:42:18Z","status":"pending","version":1,\
            "created_at":"2026-11-21T05:42:21.187406Z","updated_at":"2026-11-21T05:42:21.187406Z",\
            "event_id":"01a1fca0-8760-79ab-9c87-57044977cd92"}""");

    private static final Duration WARM_UP = Duration.ofSeconds(5);

    private final Pgbench pgbench;
    private final Path script;
    private final BenchDatabase database;
    private final int connections;
    private final Duration duration;
    private final Path folder;

    PgbenchContender(
            Pgbench pgbench, Path script, BenchDatabase database, int connections, Duration duration, Path folder) {
        this.pgbench = pgbench;
        this.script = script;
        this.database = database;
        this.connections = connections;
        this.duration = duration;
        this.folder = folder;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** It has nothing to compile: only the server's caches are cold. */
    @Override
    public void warmUp() throws Exception {
        pgbench.run(script, VALUES, database, connections, WARM_UP, folder);
    }

    @Override
    public Measurement measure() throws Exception {
        WorkDone before = WorkDone.in(database.server(), database.name());
        Pgbench.Result result = pgbench.run(script, VALUES, database, connections, duration, folder);
        return Measurement.of(Metric.THROUGHPUT, result.transactionsPerSecond())
                .and(Measurement.latencies(result.latencies()))
                .and(WorkDone.in(database.server(), database.name())
                        .since(before, result.latencies().getTotalCount()));
    }
}
