package io.taskstream.bench.relay;

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
import io.taskstream.bench.publish.Batches;
import io.taskstream.bench.publish.BenchEvent;
import io.taskstream.bench.publish.BenchEvents;
import io.taskstream.bench.publish.BulkPublisher;
import io.taskstream.bench.publish.EventingApp;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What durability costs on the way out.
 *
 * <p>The relay runs in this JVM, wired by eventing's own auto-configuration as in a service, with a database of its own
 * in the platform's server and a sidecar of its own. In task-service itself it would share its processor time with
 * requests, and what it publishes would set four consumers to work: here both contenders have the same JVM, the same
 * SDK client, the same sidecar and the same topic, and the database is the one difference between them.
 */
public final class RelayBenchmark implements Benchmark {
    private static final String TITLE = "relay";

    /** The relay's own default. */
    private static final int BATCH = 500;

    private static final int EVENTS = 20_000;

    private final Bench bench;

    public RelayBenchmark(Bench bench) {
        this.bench = bench;
    }

    @Override
    public List<Outcome> run() throws Exception {
        Duration warmUp = bench.settings().warmUpOr(Duration.ofSeconds(30));
        List<BenchEvent> events = BenchEvents.upTo(EVENTS);
        try (BenchTopic topic = BenchTopic.create(bench.platform().kafka(), "bench-relay");
                BenchDatabase database = BenchDatabase.create(bench.platform().postgres(), "bench_relay")
                        .migrate(BenchDatabase.EVENTING);
                BenchSidecar sidecar = BenchSidecar.start(bench.checkout(), bench.platform());
                EventingApp eventing = EventingApp.start(database, sidecar)) {
            CpuClock cpu = CpuClock.of(
                    bench.platform(),
                    Map.of(
                            ProcessHandle.current().pid(), "bench",
                            sidecar.process().pid(), "bench's sidecar"));
            var series = bench.repeats()
                    .run(
                            TITLE,
                            List.of(
                                    new RelayContender(
                                            eventing,
                                            database,
                                            new OutboxFill(database, topic.name()),
                                            events,
                                            cpu,
                                            warmUp),
                                    new BareContender(
                                            new BulkPublisher(eventing.dapr(), topic.name()),
                                            Batches.of(events, BATCH),
                                            cpu,
                                            warmUp)));
            return List.of(Outcome.of(
                    TITLE,
                    series,
                    List.of(new Goal.Ratio(
                            Metric.THROUGHPUT, RelayContender.NAME, BareContender.NAME, Bound.AT_LEAST, 0.8)),
                    List.of(EVENTS + " events of " + events.getFirst().payload().length + " bytes in batches of "
                            + BATCH + ", one call in flight.")));
        }
    }
}
