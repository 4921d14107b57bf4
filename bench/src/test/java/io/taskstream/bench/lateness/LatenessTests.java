package io.taskstream.bench.lateness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.taskstream.bench.harness.Metric;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LatenessTests {
    private static final Instant DUE = Instant.parse("2026-01-27T09:00:00Z");
    /** What the histogram keeps of a value. */
    private static final Offset<Double> DIGITS = within(0.1);

    private final Lateness lateness = new Lateness();

    @Test
    void percentiles_are_of_the_time_from_due_until_appended() {
        for (int i = 1; i <= 1_000; i++) {
            add(0, i > 990 ? 80 : 20);
        }
        assertThat(value(Metric.P50)).isCloseTo(20, DIGITS);
        assertThat(value(Metric.P99)).isCloseTo(20, DIGITS);
        assertThat(value(Metric.P999)).isCloseTo(80, DIGITS);
        assertThat(lateness.count()).isEqualTo(1_000);
    }

    @Test
    void the_earliest_tells_how_early_any_was_by_the_databases_clock() {
        add(5, 10);
        add(-0.75, 10);
        add(-0.25, 10);
        assertThat(value(Lateness.EARLY)).isEqualTo(0.75);
    }

    @Test
    void none_early_is_zero() {
        add(5, 10);
        assertThat(value(Lateness.EARLY)).isZero();
    }

    @Test
    void being_early_does_not_make_up_for_being_late() {
        add(-30, -20);
        add(20, 30);
        assertThat(value(Metric.P50)).isZero();
        assertThat(value(Metric.P99)).isCloseTo(30, DIGITS);
    }

    private void add(double firedMillis, double appendedMillis) {
        lateness.add(DUE, after(firedMillis), after(appendedMillis));
    }

    private static Instant after(double millis) {
        return DUE.plus(Duration.ofNanos((long) (millis * 1e6)));
    }

    private double value(Metric metric) {
        return lateness.measurement().values().getOrDefault(metric, Double.NaN);
    }
}
