package io.taskstream.bench.drain;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskstream.bench.harness.Measurement;
import io.taskstream.bench.harness.Metric;
import io.taskstream.bench.harness.Outcome;
import io.taskstream.bench.harness.Series;
import java.util.List;
import org.junit.jupiter.api.Test;

class DrainRateTests {
    private static final Series OURS = new Series(
            FiringContender.NAME,
            List.of(
                    Measurement.of(Metric.THROUGHPUT, 8_000),
                    Measurement.of(Metric.THROUGHPUT, 2_000),
                    Measurement.of(Metric.THROUGHPUT, 9_000)));
    private static final Series PEER =
            new Series(DbSchedulerContender.NAME, List.of(Measurement.of(Metric.THROUGHPUT, 5_000)));

    @Test
    void the_rate_is_the_median_of_what_reminder_service_did() {
        assertThat(DrainBenchmark.rate(List.of(outcome("relay", PEER), outcome("drain", PEER, OURS))))
                .hasValue(8_000);
    }

    @Test
    void there_is_none_without_drain_or_when_it_was_not_measured() {
        assertThat(DrainBenchmark.rate(List.of(outcome("relay", OURS)))).isEmpty();
        assertThat(DrainBenchmark.rate(List.of(outcome("drain")))).isEmpty();
    }

    private static Outcome outcome(String title, Series... series) {
        return new Outcome(title, List.of(series), List.of(), List.of());
    }
}
