package io.taskstream.bench.latency;

import io.taskstream.bench.harness.Benchmark;
import io.taskstream.bench.harness.Bound;
import io.taskstream.bench.harness.Goal;
import io.taskstream.bench.harness.Metric;
import io.taskstream.bench.harness.Outcome;
import io.taskstream.bench.http.OpenLoop;
import io.taskstream.bench.platform.Bench;
import io.taskstream.bench.platform.BenchDatabase;
import io.taskstream.bench.platform.BenchTopic;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** How soon after a request a consumer has done something about it. */
public final class LatencyBenchmark implements Benchmark {
    private static final String TITLE = "latency";
    private static final String OURS = "create to stored event";
    private static final int PER_SECOND = 100;
    private static final int WORKERS = 32;

    private final Bench bench;

    public LatencyBenchmark(Bench bench) {
        this.bench = bench;
    }

    @Override
    public List<Outcome> run() throws Exception {
        long warmUp =
                PER_SECOND * bench.settings().warmUpOr(Duration.ofSeconds(60)).toSeconds();
        long count =
                PER_SECOND * bench.settings().durationOr(Duration.ofSeconds(30)).toSeconds();
        OpenLoop load = new OpenLoop(PER_SECOND, WORKERS);
        String brokers = bench.platform().kafka();
        try (BenchTopic topic = BenchTopic.create(brokers, "bench-latency");
                BenchDatabase database = BenchDatabase.create(bench.platform().postgres(), "bench_latency")
                        .migrate(
                                BenchDatabase.EVENTING,
                                bench.checkout().migrations("analytics-service", "db/migration"))) {
            var series = bench.repeats()
                    .run(
                            TITLE,
                            List.of(
                                    new CreateContender(
                                            OURS,
                                            bench.platform(),
                                            URI.create(bench.platform().service("task-service")),
                                            load,
                                            warmUp,
                                            count),
                                    new KafkaContender(brokers, topic.name(), database, load, warmUp, count)));
            return List.of(Outcome.of(
                    TITLE,
                    series,
                    List.of(
                            new Goal.Limit(Metric.P50, OURS, Bound.AT_MOST, 30),
                            new Goal.Ratio(Metric.P50, OURS, KafkaContender.NAME, Bound.AT_MOST, 2.5)),
                    List.of(PER_SECOND + " per second, counted from the instant at which each was due.")));
        }
    }
}
