package io.taskstream.bench.publish;

import io.taskstream.bench.harness.Contender;
import io.taskstream.bench.harness.Measurement;
import io.taskstream.bench.platform.CpuClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Publishes batches for a while. */
abstract class PublishContender implements Contender {
    private final String name;
    private final List<List<BenchEvent>> batches;
    private final CpuClock cpu;
    private final Duration warmUp;
    private final Duration duration;

    PublishContender(String name, List<List<BenchEvent>> batches, CpuClock cpu, Duration warmUp, Duration duration) {
        this.name = name;
        this.batches = batches;
        this.cpu = cpu;
        this.warmUp = warmUp;
        this.duration = duration;
    }

    abstract void publish(List<BenchEvent> batch) throws Exception;

    /** Waits until the broker has acknowledged everything. */
    abstract void awaitAcknowledged() throws Exception;

    @Override
    public String name() {
        return name;
    }

    @Override
    public void warmUp() throws Exception {
        publishFor(warmUp);
    }

    @Override
    public Measurement measure() throws Exception {
        Map<String, Double> before = cpu.read();
        long start = System.nanoTime();
        long events = publishFor(duration);
        long elapsed = System.nanoTime() - start;
        return Measurement.throughput(events, elapsed).and(cpu.since(before, events));
    }

    private long publishFor(Duration time) throws Exception {
        long end = System.nanoTime() + time.toNanos();
        long events = 0;
        for (int i = 0; System.nanoTime() < end; i = (i + 1) % batches.size()) {
            publish(batches.get(i));
            events += batches.get(i).size();
        }
        awaitAcknowledged();
        return events;
    }
}
