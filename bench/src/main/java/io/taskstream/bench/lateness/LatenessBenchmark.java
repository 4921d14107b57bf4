package io.taskstream.bench.lateness;

import io.taskstream.bench.drain.DrainBenchmark;
import io.taskstream.bench.harness.Benchmark;
import io.taskstream.bench.harness.Bound;
import io.taskstream.bench.harness.Goal;
import io.taskstream.bench.harness.Metric;
import io.taskstream.bench.harness.Outcome;
import io.taskstream.bench.platform.Bench;
import io.taskstream.bench.platform.CpuClock;
import io.taskstream.bench.reminders.FiringAlone;
import io.taskstream.contracts.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** How late reminders are at half of the load that {@code drain} has found to be the most. */
public final class LatenessBenchmark implements Benchmark {
    private static final String TITLE = "lateness";

    /** Without {@code drain} and without {@code --rate}. */
    private static final int PER_SECOND = 4_000;

    private static final List<Goal> GOALS = List.of(
            new Goal.Limit(Metric.P99, LatenessContender.NAME, Bound.AT_MOST, 100),
            new Goal.Limit(Metric.P999, LatenessContender.NAME, Bound.AT_MOST, 500),
            new Goal.Always(Lateness.EARLY, LatenessContender.NAME, Bound.AT_MOST, 1));

    private final Bench bench;

    public LatenessBenchmark(Bench bench) {
        this.bench = bench;
    }

    @Override
    public List<Outcome> run() throws Exception {
        if (!bench.own()) {
            return List.of(Outcome.notMeasured(TITLE, GOALS, Bench.NEEDS_ITS_OWN));
        }
        Duration warmUp = bench.settings().warmUpOr(Duration.ofMinutes(1));
        Duration duration = bench.settings().durationOr(Duration.ofSeconds(30));
        int perSecond = rate();
        try (FiringAlone firing = FiringAlone.begin(bench);
                AppendTimes _ = AppendTimes.on(bench.platform().kafka(), Topics.REMINDERS)) {
            CpuClock cpu =
                    CpuClock.of(bench.platform(), Map.of(ProcessHandle.current().pid(), "bench"));
            var series = bench.repeats()
                    .run(
                            TITLE,
                            List.of(new LatenessContender(
                                    firing, bench.platform().kafka(), cpu, perSecond, warmUp, duration)));
            return List.of(Outcome.of(
                    TITLE,
                    series,
                    GOALS,
                    List.of("%,d reminders a second, evenly, for %d s; until the broker has them."
                            .formatted(perSecond, duration.toSeconds()))));
        }
    }

    private int rate() {
        OptionalDouble drained = DrainBenchmark.rate(bench.earlier());
        return bench.settings()
                .rate()
                .orElseGet(() -> drained.isPresent() ? (int) Math.max(1, drained.getAsDouble() / 2) : PER_SECOND);
    }
}
