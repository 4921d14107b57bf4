package io.taskstream.bench.http;

import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * What a load got done.
 *
 * @param latencies of the answers, in microseconds
 * @param clientCpu processor time that the load itself took
 */
public record Load(long completed, Duration elapsed, Histogram latencies, Duration clientCpu) {
    /** An hour at most, to three significant digits, in microseconds. */
    public static Histogram histogram() {
        return new Histogram(Duration.ofHours(1).toNanos() / 1000, 3);
    }
}
