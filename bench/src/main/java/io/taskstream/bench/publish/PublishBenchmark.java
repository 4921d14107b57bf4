package io.taskstream.bench.publish;

import io.taskstream.bench.harness.Benchmark;
import io.taskstream.bench.harness.Bound;
import io.taskstream.bench.harness.Goal;
import io.taskstream.bench.harness.Metric;
import io.taskstream.bench.harness.Outcome;
import io.taskstream.bench.platform.Bench;
import io.taskstream.bench.platform.BenchDatabase;
import io.taskstream.bench.platform.BenchSidecar;
import io.taskstream.bench.platform.BenchTopic;
import io.taskstream.bench.platform.CpuClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;

/** What the way through the sidecar costs. */
public final class PublishBenchmark implements Benchmark {
    private static final String TITLE = "publish";

    /** The relay's. */
    private static final int BATCH = 500;

    private static final int EVENTS = 20 * BATCH;

    private final Bench bench;

    public PublishBenchmark(Bench bench) {
        this.bench = bench;
    }

    @Override
    public List<Outcome> run() throws Exception {
        Duration warmUp = bench.settings().warmUpOr(Duration.ofSeconds(30));
        Duration duration = bench.settings().durationOr(Duration.ofSeconds(10));
        String brokers = bench.platform().kafka();
        List<List<BenchEvent>> batches = Batches.of(BenchEvents.upTo(EVENTS), BATCH);
        try (BenchTopic topic = BenchTopic.create(brokers, "bench-publish");
                BenchDatabase database = BenchDatabase.create(bench.platform().postgres(), "bench_publish")
                        .migrate(BenchDatabase.EVENTING);
                BenchSidecar sidecar = BenchSidecar.start(bench.checkout(), bench.platform());
                EventingApp eventing = EventingApp.start(database, sidecar);
                KafkaProducer<String, byte[]> producer = BenchProducer.forThroughput(brokers)) {
            // it has nothing to do here but to look for work 40 times a second
            eventing.relay().stop();
            CpuClock cpu = CpuClock.of(
                    bench.platform(),
                    Map.of(
                            ProcessHandle.current().pid(), "bench",
                            sidecar.process().pid(), "bench's sidecar"));
            var series = bench.repeats()
                    .run(
                            TITLE,
                            List.of(
                                    new DaprContender(
                                            new BulkPublisher(eventing.dapr(), topic.name()),
                                            batches,
                                            cpu,
                                            warmUp,
                                            duration),
                                    KafkaContender.batches(producer, topic.name(), batches, cpu, warmUp, duration),
                                    KafkaContender.stream(producer, topic.name(), batches, cpu, warmUp, duration)));
            return List.of(Outcome.of(
                    TITLE,
                    series,
                    List.of(new Goal.Ratio(
                            Metric.THROUGHPUT, DaprContender.NAME, KafkaContender.BATCHES, Bound.AT_LEAST, 0.35)),
                    List.of("Batches of " + BATCH + " events of "
                            + batches.getFirst().getFirst().payload().length
                            + " bytes, one batch in flight; 'streaming' never waits, which no outbox can do.")));
        }
    }
}
