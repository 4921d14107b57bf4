package io.taskstream.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepeatsTests {
    private final List<String> calls = new ArrayList<>();

    @Test
    void contenders_are_all_warmed_up_and_then_measured_in_turn() throws Exception {
        new Repeats(2, line -> {}).run("test", List.of(new Recorded("a"), new Recorded("b")));
        assertThat(calls).containsExactly("warm a", "warm b", "a", "b", "a", "b");
    }

    @Test
    void every_contender_gets_the_series_of_its_own_measurements() throws Exception {
        List<Series> series = new Repeats(3, line -> {}).run("test", List.of(new Recorded("a"), new Recorded("b")));
        assertThat(series).extracting(Series::contender).containsExactly("a", "b");
        assertThat(series.getFirst().values(Metric.THROUGHPUT)).containsExactly(3, 5, 7);
        assertThat(series.getLast().values(Metric.THROUGHPUT)).containsExactly(4, 6, 8);
    }

    @Test
    void less_than_one_repeat_is_refused() {
        assertThatThrownBy(() -> new Repeats(0, line -> {})).isInstanceOf(IllegalArgumentException.class);
    }

    /** Measures how often anything was called so far. */
    private final class Recorded implements Contender {
        private final String name;

        Recorded(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void warmUp() {
            calls.add("warm " + name);
        }

        @Override
        public Measurement measure() {
            calls.add(name);
            return Measurement.of(Metric.THROUGHPUT, calls.size());
        }
    }
}
