package io.taskstream.bench.harness;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The repeats of one contender. */
public record Series(String contender, List<Measurement> measurements) {
    public Series {
        measurements = List.copyOf(measurements);
    }

    /** Everything that was measured at least once. */
    public Set<Metric> metrics() {
        Set<Metric> metrics = new LinkedHashSet<>();
        measurements.forEach(measurement -> metrics.addAll(measurement.values().keySet()));
        return metrics;
    }

    /** The values of one metric, in the order of the repeats. */
    public double[] values(Metric metric) {
        return measurements.stream()
                .filter(measurement -> measurement.values().containsKey(metric))
                .mapToDouble(measurement -> measurement.values().getOrDefault(metric, Double.NaN))
                .toArray();
    }

    public double median(Metric metric) {
        return median(values(metric));
    }

    public double min(Metric metric) {
        return Arrays.stream(values(metric)).min().orElse(Double.NaN);
    }

    public double max(Metric metric) {
        return Arrays.stream(values(metric)).max().orElse(Double.NaN);
    }

    /**
     * This series' values divided by another's, repeat by repeat: neighbours in time saw the same machine, so a slow
     * minute spoils neither.
     */
    public double[] ratios(Metric metric, Series yardstick) {
        double[] ours = values(metric);
        double[] theirs = yardstick.values(metric);
        double[] ratios = new double[Math.min(ours.length, theirs.length)];
        Arrays.setAll(ratios, i -> ours[i] / theirs[i]);
        return ratios;
    }

    /** The middle of the values; the mean of the two middle ones if their number is even; NaN of none. */
    public static double median(double... values) {
        if (values.length == 0) {
            return Double.NaN;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
