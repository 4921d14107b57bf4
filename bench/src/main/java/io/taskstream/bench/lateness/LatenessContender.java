package io.taskstream.bench.lateness;

import io.taskstream.bench.harness.Contender;
import io.taskstream.bench.harness.Measurement;
import io.taskstream.bench.platform.CpuClock;
import io.taskstream.bench.reminders.FiringAlone;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** reminder-service with reminders that come due evenly, one after the other. */
final class LatenessContender implements Contender {
    static final String NAME = FiringAlone.SERVICE;

    private static final double MICROS = 1e6;

    private final FiringAlone firing;
    private final String brokers;
    private final CpuClock cpu;
    private final int perSecond;
    private final Duration warmUp;
    private final Duration duration;
    private final Clock clock = Clock.systemUTC();

    LatenessContender(
            FiringAlone firing, String brokers, CpuClock cpu, int perSecond, Duration warmUp, Duration duration) {
        this.firing = firing;
        this.brokers = brokers;
        this.cpu = cpu;
        this.perSecond = perSecond;
        this.warmUp = warmUp;
        this.duration = duration;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void warmUp() throws Exception {
        run(warmUp);
    }

    @Override
    public Measurement measure() throws Exception {
        return run(duration);
    }

    private Measurement run(Duration time) throws Exception {
        int count = Math.toIntExact(Math.max(1, perSecond * time.toMillis() / 1000));
        firing.awaitEmptyOutbox();
        Map<TopicPartition, Long> positions = firing.positions();
        long before = firing.published();
        Instant first = firing.tables().plan(count, MICROS / perSecond);
        Map<String, Double> cpuBefore = cpu.read();
        Thread.sleep(Duration.between(clock.instant(), first.plus(time)));
        firing.awaitPublished(before + count);
        Measurement cpuUsed = cpu.since(cpuBefore, count);
        return Published.since(positions, count, brokers).measurement().and(cpuUsed);
    }
}
