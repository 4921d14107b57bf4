package io.taskstream.bench.relay;

import io.taskstream.bench.harness.Measurement;
import io.taskstream.bench.harness.WarmedByRepeats;
import io.taskstream.bench.platform.BenchDatabase;
import io.taskstream.bench.platform.BenchException;
import io.taskstream.bench.platform.CpuClock;
import io.taskstream.bench.publish.BenchEvent;
import io.taskstream.bench.publish.EventingApp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The relay of a service, from the commit of many events until the broker has all and the outbox is empty. */
final class RelayContender extends WarmedByRepeats {
    static final String NAME = "relay";

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final EventingApp eventing;
    private final BenchDatabase database;
    private final OutboxFill outbox;
    private final List<BenchEvent> events;
    private final CpuClock cpu;

    RelayContender(
            EventingApp eventing,
            BenchDatabase database,
            OutboxFill outbox,
            List<BenchEvent> events,
            CpuClock cpu,
            Duration warmUp) {
        super(NAME, warmUp);
        this.eventing = eventing;
        this.database = database;
        this.outbox = outbox;
        this.events = events;
        this.cpu = cpu;
    }

    @Override
    public Measurement measure() throws Exception {
        // each repeat begins with the same table, whether autovacuum has just been there or not
        database.execute("vacuum analyze outbox");
        long before = eventing.published();
        outbox.commit(events);
        Map<String, Double> cpuBefore = cpu.read();
        long start = System.nanoTime();
        eventing.relay().wake();
        long deadline = start + PATIENCE.toNanos();
        while (eventing.published() - before < events.size()) {
            TimeUnit.MILLISECONDS.sleep(1);
            if (System.nanoTime() > deadline) {
                throw new BenchException("The relay published only " + (eventing.published() - before) + " of "
                        + events.size() + " events.");
            }
        }
        long elapsed = System.nanoTime() - start;
        return Measurement.throughput(events.size(), elapsed).and(cpu.since(cpuBefore, events.size()));
    }
}
