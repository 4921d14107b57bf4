package io.taskstream.bench.drain;

import io.taskstream.bench.harness.Measurement;
import io.taskstream.bench.harness.WarmedByRepeats;
import io.taskstream.bench.platform.CpuClock;
import io.taskstream.bench.reminders.FiringAlone;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** reminder-service: from the instant at which the first reminder is due until the broker has all of them. */
final class FiringContender extends WarmedByRepeats {
    static final String NAME = FiringAlone.SERVICE;

    /** All are due within a tenth of a second, each at an instant of its own. */
    private static final double MICROS_APART = 1;

    private final FiringAlone firing;
    private final int reminders;
    private final CpuClock cpu;
    private final Clock clock = Clock.systemUTC();

    FiringContender(FiringAlone firing, int reminders, CpuClock cpu, Duration warmUp) {
        super(NAME, warmUp);
        this.firing = firing;
        this.reminders = reminders;
        this.cpu = cpu;
    }

    @Override
    public Measurement measure() throws Exception {
        Instant first = firing.tables().plan(reminders, MICROS_APART);
        firing.awaitEmptyOutbox();
        long before = firing.published();
        Map<String, Double> cpuBefore = cpu.read();
        Thread.sleep(Duration.between(clock.instant(), first));
        firing.awaitPublished(before + reminders);
        Duration elapsed = Duration.between(first, clock.instant());
        return Measurement.throughput(reminders, elapsed.toNanos()).and(cpu.since(cpuBefore, reminders));
    }
}
