package io.taskstream.bench.harness;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** What one repeat of one contender yielded, in the order in which it is to be shown. */
public record Measurement(Map<Metric, Double> values) {
    public Measurement {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    public static Measurement of(Metric metric, double value) {
        return new Measurement(Map.of(metric, value));
    }

    /** How often something was done per second. */
    public static Measurement throughput(long operations, long nanos) {
        return of(Metric.THROUGHPUT, operations * 1e9 / nanos);
    }

    /** The median and the 99th percentile of latencies in microseconds. */
    public static Measurement latencies(Histogram micros) {
        return of(Metric.P50, micros.getValueAtPercentile(50) / 1e3)
                .and(Metric.P99, micros.getValueAtPercentile(99) / 1e3);
    }

    public Measurement and(Metric metric, double value) {
        return and(of(metric, value));
    }

    public Measurement and(Measurement other) {
        Map<Metric, Double> all = new LinkedHashMap<>(values);
        all.putAll(other.values);
        return new Measurement(all);
    }
}
