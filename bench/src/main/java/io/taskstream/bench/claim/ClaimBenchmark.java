package io.taskstream.bench.claim;

import io.taskstream.bench.harness.Benchmark;
import io.taskstream.bench.harness.Bound;
import io.taskstream.bench.harness.Goal;
import io.taskstream.bench.harness.Outcome;
import io.taskstream.bench.platform.Bench;
import io.taskstream.bench.platform.BenchDatabase;
import io.taskstream.bench.reminders.FiringAlone;
import io.taskstream.bench.reminders.ReminderTables;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** Whether those that wait make those that are due slower: the statement of a claim, in two databases. */
public final class ClaimBenchmark implements Benchmark {
    private static final String TITLE = "claim";
    private static final int MANY = 1_000_000;
    private static final int FEW = 10_000;

    private final Bench bench;

    public ClaimBenchmark(Bench bench) {
        this.bench = bench;
    }

    @Override
    public List<Outcome> run() throws Exception {
        Duration warmUp = bench.settings().warmUpOr(Duration.ofSeconds(10));
        String claim = statement();
        try (BenchDatabase many = database("bench_claim_many");
                BenchDatabase few = database("bench_claim_few")) {
            var series = bench.repeats()
                    .run(
                            TITLE,
                            List.of(
                                    new ClaimContender(tables(many), MANY, claim, warmUp),
                                    new ClaimContender(tables(few), FEW, claim, warmUp)));
            return List.of(Outcome.of(
                    TITLE,
                    series,
                    List.of(new Goal.Ratio(
                            ClaimContender.CLAIM,
                            ClaimContender.name(MANY),
                            ClaimContender.name(FEW),
                            Bound.AT_MOST,
                            1.2)),
                    List.of("The median of 20 claims, each of 500 of 10,000 due reminders.")));
        }
    }

    /** The one that reminder-service runs, word for word. */
    static String statement() throws IOException {
        try (InputStream resource = Objects.requireNonNull(ClaimBenchmark.class.getResourceAsStream("claim.sql"))) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private BenchDatabase database(String name) throws SQLException {
        return BenchDatabase.create(bench.platform().postgres(), name)
                .migrate(
                        BenchDatabase.EVENTING,
                        bench.checkout().migrations("api-conventions", "db/conventions"),
                        bench.checkout().migrations(FiringAlone.SERVICE, "db/migration"));
    }

    private static ReminderTables tables(BenchDatabase database) {
        return new ReminderTables(database.server(), database.name());
    }
}
