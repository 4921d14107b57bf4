package io.taskstream.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class GoalTests {
    @Test
    void a_ratio_is_the_median_of_the_repeats_ratios_not_the_ratio_of_the_medians() {
        // the machine was slow in the second repeat, for both
        Finding finding =
                ratio(Bound.AT_LEAST, 0.5).judge(List.of(series("ours", 60, 6, 55), series("peer", 100, 10, 100)));
        assertThat(finding.ratio()).isCloseTo(0.6, within(1e-9));
        assertThat(finding.ours()).isEqualTo(55);
        assertThat(finding.yardstick()).isEqualTo(100);
        assertThat(finding.verdict()).isEqualTo(Verdict.MET);
    }

    @Test
    void a_ratio_below_its_lower_bound_is_missed() {
        assertThat(ratio(Bound.AT_LEAST, 0.5)
                        .judge(List.of(series("ours", 49), series("peer", 100)))
                        .verdict())
                .isEqualTo(Verdict.MISSED);
    }

    @Test
    void a_ratio_above_its_upper_bound_is_missed() {
        assertThat(ratio(Bound.AT_MOST, 2.5)
                        .judge(List.of(series("ours", 26), series("peer", 10)))
                        .verdict())
                .isEqualTo(Verdict.MISSED);
    }

    @Test
    void a_limit_holds_for_the_median() {
        Goal limit = new Goal.Limit(Metric.THROUGHPUT, "ours", Bound.AT_MOST, 30);
        assertThat(limit.judge(List.of(series("ours", 10, 29, 900))).verdict()).isEqualTo(Verdict.MET);
        assertThat(limit.judge(List.of(series("ours", 10, 31, 900))).verdict()).isEqualTo(Verdict.MISSED);
    }

    @Test
    void what_must_always_hold_holds_for_the_worst_repeat() {
        Goal always = new Goal.Always(Metric.THROUGHPUT, "ours", Bound.AT_MOST, 1);
        assertThat(always.judge(List.of(series("ours", 0, 0.9, 0))).verdict()).isEqualTo(Verdict.MET);
        assertThat(always.judge(List.of(series("ours", 0, 1.1, 0))))
                .extracting(Finding::ours, Finding::verdict)
                .containsExactly(1.1, Verdict.MISSED);
    }

    @Test
    void nothing_measured_meets_no_goal() {
        assertThat(ratio(Bound.AT_MOST, 1)
                        .judge(List.of(series("ours"), series("peer")))
                        .verdict())
                .isEqualTo(Verdict.MISSED);
        assertThat(ratio(Bound.AT_MOST, 1).notMeasured("no peer here").verdict())
                .isEqualTo(Verdict.NOT_MEASURED);
    }

    @Test
    void a_contender_that_was_not_measured_can_not_be_judged() {
        assertThatThrownBy(() -> ratio(Bound.AT_LEAST, 1).judge(List.of(series("ours", 1))))
                .hasMessageContaining("peer");
    }

    @Test
    void the_median_of_an_even_number_lies_between_the_two_in_the_middle() {
        assertThat(Series.median(1, 9, 3, 5)).isEqualTo(4);
        assertThat(Series.median()).isNaN();
    }

    private static Goal ratio(Bound bound, double limit) {
        return new Goal.Ratio(Metric.THROUGHPUT, "ours", "peer", bound, limit);
    }

    private static Series series(String contender, double... values) {
        return new Series(
                contender,
                Arrays.stream(values)
                        .mapToObj(value -> Measurement.of(Metric.THROUGHPUT, value))
                        .toList());
    }
}
