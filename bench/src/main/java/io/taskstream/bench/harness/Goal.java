package io.taskstream.bench.harness;

import java.util.List;

/** What a benchmark is to show. */
public sealed interface Goal {
    /** The metric that it is about. */
    Metric metric();

    String text();

    /**
     * Holds what was measured against it.
     *
     * @throws IllegalArgumentException if a contender that it names isn't among the series
     */
    Finding judge(List<Series> series);

    /** The goal when its yardstick, or what it needs, isn't there. */
    default Finding notMeasured(String why) {
        return new Finding(metric(), null, null, null, text(), Verdict.NOT_MEASURED, why);
    }

    /** Ours divided by the yardstick's: the median of the repeats' ratios. */
    record Ratio(Metric metric, String ours, String yardstick, Bound bound, double limit) implements Goal {
        @Override
        public String text() {
            return bound + " " + Table.number(limit) + " × " + yardstick;
        }

        @Override
        public Finding judge(List<Series> series) {
            Series our = find(series, ours);
            Series their = find(series, yardstick);
            double ratio = Series.median(our.ratios(metric, their));
            Verdict verdict = bound.holds(ratio, limit) ? Verdict.MET : Verdict.MISSED;
            return new Finding(metric, our.median(metric), their.median(metric), ratio, text(), verdict, null);
        }
    }

    /** The median of our repeats, by itself. */
    record Limit(Metric metric, String ours, Bound bound, double limit) implements Goal {
        @Override
        public String text() {
            return bound + " " + Table.number(limit) + " " + metric.unit();
        }

        @Override
        public Finding judge(List<Series> series) {
            double median = find(series, ours).median(metric);
            Verdict verdict = bound.holds(median, limit) ? Verdict.MET : Verdict.MISSED;
            return new Finding(metric, median, null, null, text(), verdict, null);
        }
    }

    /** Each of our repeats, by itself. */
    record Always(Metric metric, String ours, Bound bound, double limit) implements Goal {
        @Override
        public String text() {
            return "always " + bound + " " + Table.number(limit) + " " + metric.unit();
        }

        @Override
        public Finding judge(List<Series> series) {
            Series our = find(series, ours);
            double worst = bound == Bound.AT_LEAST ? our.min(metric) : our.max(metric);
            Verdict verdict = bound.holds(worst, limit) ? Verdict.MET : Verdict.MISSED;
            return new Finding(metric, worst, null, null, text(), verdict, null);
        }
    }

    private static Series find(List<Series> series, String contender) {
        return series.stream()
                .filter(one -> one.contender().equals(contender))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(contender + " was not measured"));
    }
}
