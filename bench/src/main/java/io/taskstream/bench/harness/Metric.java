package io.taskstream.bench.harness;

/**
 * Something measured.
 *
 * @param name as it stands in tables and reports
 * @param unit such as {@code /s} or {@code ms}
 */
public record Metric(String name, String unit) {
    public static final Metric THROUGHPUT = new Metric("throughput", "/s");
    public static final Metric P50 = new Metric("p50", "ms");
    public static final Metric P99 = new Metric("p99", "ms");
    public static final Metric P999 = new Metric("p99.9", "ms");

    /** Processor time that a part spent for each operation. */
    public static Metric cpuPerOperation(String part) {
        return new Metric("cpu " + part, "ms/op");
    }

    @Override
    public String toString() {
        return name + " [" + unit + "]";
    }
}
