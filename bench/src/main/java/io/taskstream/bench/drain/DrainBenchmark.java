package io.taskstream.bench.drain;

import io.taskstream.bench.harness.Benchmark;
import io.taskstream.bench.harness.Bound;
import io.taskstream.bench.harness.Goal;
import io.taskstream.bench.harness.Metric;
import io.taskstream.bench.harness.Outcome;
import io.taskstream.bench.harness.Series;
import io.taskstream.bench.platform.Bench;
import io.taskstream.bench.platform.BenchDatabase;
import io.taskstream.bench.platform.CpuClock;
import io.taskstream.bench.reminders.FiringAlone;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * How fast what is due gets done.
 *
 * <p>reminder-service fires reminders, keeps their history and publishes an event for each; the two schedulers do
 * nothing with what is due. All three keep their tables in the same server, in databases of their own.
 */
public final class DrainBenchmark implements Benchmark {
    private static final String TITLE = "drain";
    private static final int DUE = 100_000;
    /** It would be busy for minutes with as many as the others. */
    private static final int DUE_FOR_QUARTZ = 10_000;

    private static final List<Goal> GOALS = List.of(
            new Goal.Ratio(Metric.THROUGHPUT, FiringContender.NAME, DbSchedulerContender.NAME, Bound.AT_LEAST, 1.5),
            new Goal.Ratio(Metric.THROUGHPUT, FiringContender.NAME, QuartzContender.NAME, Bound.AT_LEAST, 10));

    private final Bench bench;

    public DrainBenchmark(Bench bench) {
        this.bench = bench;
    }

    /** What it has found for reminder-service, per second, if it is among these. */
    public static OptionalDouble rate(List<Outcome> outcomes) {
        return outcomes.stream()
                .filter(outcome -> outcome.title().equals(TITLE))
                .flatMap(outcome -> outcome.series().stream())
                .filter(series -> series.contender().equals(FiringContender.NAME))
                .mapToDouble(series -> series.median(Metric.THROUGHPUT))
                .findFirst();
    }

    @Override
    public List<Outcome> run() throws Exception {
        if (!bench.own()) {
            return List.of(Outcome.notMeasured(TITLE, GOALS, Bench.NEEDS_ITS_OWN));
        }
        Duration warmUp = bench.settings().warmUpOr(Duration.ofSeconds(30));
        try (BenchDatabase executions = BenchDatabase.create(bench.platform().postgres(), "bench_db_scheduler");
                BenchDatabase triggers = BenchDatabase.create(bench.platform().postgres(), "bench_quartz");
                FiringAlone firing = FiringAlone.begin(bench)) {
            executions.execute(resource("db-scheduler.sql"));
            CpuClock cpu =
                    CpuClock.of(bench.platform(), Map.of(ProcessHandle.current().pid(), "bench"));
            try (DbSchedulerContender dbScheduler = new DbSchedulerContender(executions, DUE, cpu, warmUp);
                    QuartzContender quartz = QuartzContender.begin(triggers, DUE_FOR_QUARTZ, cpu, warmUp)) {
                List<Series> series = bench.repeats()
                        .run(TITLE, List.of(new FiringContender(firing, DUE, cpu, warmUp), dbScheduler, quartz));
                return List.of(Outcome.of(
                        TITLE,
                        series,
                        GOALS,
                        List.of(
                                "%,d reminders or executions that do nothing; %,d triggers for Quartz."
                                        .formatted(DUE, DUE_FOR_QUARTZ),
                                "db-scheduler: lock-and-fetch, %d threads; Quartz: %d threads, as many triggers at a time."
                                        .formatted(DbSchedulerContender.THREADS, QuartzContender.THREADS))));
            }
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream resource = Objects.requireNonNull(DrainBenchmark.class.getResourceAsStream(name))) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
