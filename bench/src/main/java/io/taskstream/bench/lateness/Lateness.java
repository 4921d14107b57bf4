package io.taskstream.bench.lateness;

import io.taskstream.bench.harness.Measurement;
import io.taskstream.bench.harness.Metric;
import io.taskstream.bench.http.Load;
import java.time.Duration;
import java.time.Instant;
import org.HdrHistogram.Histogram;

/** How late reminders came, and whether any came early. */
final class Lateness {
    /** How long before its instant the earliest was fired, by the database's clock; 0 if none was. */
    static final Metric EARLY = new Metric("early by the database's clock", "ms");

    private static final Metric FIRED_P99 = new Metric("fired p99", "ms");
    private static final Metric MOST = new Metric("max", "ms");

    private final Histogram published = Load.histogram();
    private final Histogram fired = Load.histogram();
    private Duration early = Duration.ZERO;

    /**
     * Counts a reminder.
     *
     * @param firedAt by the database's clock
     * @param appendedAt when the broker had it
     */
    void add(Instant remindAt, Instant firedAt, Instant appendedAt) {
        published.recordValue(micros(remindAt, appendedAt));
        fired.recordValue(micros(remindAt, firedAt));
        Duration ahead = Duration.between(firedAt, remindAt);
        if (ahead.compareTo(early) > 0) {
            early = ahead;
        }
    }

    long count() {
        return published.getTotalCount();
    }

    Measurement measurement() {
        return Measurement.latencies(published)
                .and(Metric.P999, published.getValueAtPercentile(99.9) / 1e3)
                .and(MOST, published.getMaxValue() / 1e3)
                .and(FIRED_P99, fired.getValueAtPercentile(99) / 1e3)
                .and(EARLY, early.toNanos() / 1e6);
    }

    /** Being early is counted apart: it must not make up for being late. */
    private static long micros(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toNanos() / 1000);
    }
}
