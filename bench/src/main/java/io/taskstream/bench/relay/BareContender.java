package io.taskstream.bench.relay;

import io.taskstream.bench.harness.Measurement;
import io.taskstream.bench.harness.WarmedByRepeats;
import io.taskstream.bench.platform.CpuClock;
import io.taskstream.bench.publish.BenchEvent;
import io.taskstream.bench.publish.BulkPublisher;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The same events from memory: the same calls of the same SDK to the same sidecar, and no database. */
final class BareContender extends WarmedByRepeats {
    static final String NAME = "dapr bulk without a database";

    private final BulkPublisher publisher;
    private final List<List<BenchEvent>> batches;
    private final CpuClock cpu;

    BareContender(BulkPublisher publisher, List<List<BenchEvent>> batches, CpuClock cpu, Duration warmUp) {
        super(NAME, warmUp);
        this.publisher = publisher;
        this.batches = batches;
        this.cpu = cpu;
    }

    @Override
    public Measurement measure() {
        Map<String, Double> before = cpu.read();
        long start = System.nanoTime();
        batches.forEach(publisher::publish);
        long elapsed = System.nanoTime() - start;
        long events = batches.stream().mapToLong(List::size).sum();
        return Measurement.throughput(events, elapsed).and(cpu.since(before, events));
    }
}
