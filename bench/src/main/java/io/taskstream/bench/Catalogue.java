package io.taskstream.bench;

import io.taskstream.bench.claim.ClaimBenchmark;
import io.taskstream.bench.create.CreateBenchmark;
import io.taskstream.bench.drain.DrainBenchmark;
import io.taskstream.bench.harness.Benchmark;
import io.taskstream.bench.latency.EndToEndBenchmark;
import io.taskstream.bench.latency.LatencyBenchmark;
import io.taskstream.bench.lateness.LatenessBenchmark;
import io.taskstream.bench.notifications.NotificationsBenchmark;
import io.taskstream.bench.platform.Bench;
import io.taskstream.bench.publish.PublishBenchmark;
import io.taskstream.bench.relay.RelayBenchmark;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All benchmarks, in the order in which they run. */
final class Catalogue {
    static final List<Entry> ALL = List.of(
            new Entry(
                    "create",
                    "tasks per second through task-service, against pgbench with the same SQL",
                    CreateBenchmark::new),
            new Entry(
                    "relay",
                    "committed outbox to broker, against bulk publishes without a database",
                    RelayBenchmark::new),
            new Entry("publish", "Dapr bulk publish, against kafka-clients with acks=all", PublishBenchmark::new),
            new Entry("latency", "create to stored event at 100/s, against kafka-clients", LatencyBenchmark::new),
            new Entry(
                    "e2e-latency", "create to stored event, and reminder due to mail received", EndToEndBenchmark::new),
            new Entry(
                    "drain",
                    "100,000 due reminders to the broker, against db-scheduler and Quartz doing nothing",
                    DrainBenchmark::new),
            new Entry("lateness", "reminder due to broker, at half of what drain has found", LatenessBenchmark::new),
            new Entry("claim", "claim of due reminders while 1,000,000 wait, against 10,000", ClaimBenchmark::new),
            new Entry(
                    "notifications",
                    "reminders stored and handed to a channel that does nothing",
                    NotificationsBenchmark::new));

    private Catalogue() {}

    static Optional<Entry> named(String name) {
        return ALL.stream().filter(entry -> entry.name().equals(name)).findFirst();
    }

    /** A line for each. */
    static String list() {
        return ALL.stream().map(entry -> "  " + entry + System.lineSeparator()).collect(Collectors.joining());
    }

    /** A benchmark that can be asked for by name. */
    record Entry(String name, String summary, Function<Bench, Benchmark> factory) {
        Benchmark on(Bench bench) {
            return factory.apply(bench);
        }

        @Override
        public String toString() {
            return "%-13s %s".formatted(name, summary);
        }
    }
}
