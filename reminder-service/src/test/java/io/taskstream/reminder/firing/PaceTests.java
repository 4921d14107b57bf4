package io.taskstream.reminder.firing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTests {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private final Pace pace = new Pace(1_000, 0);

    @Test
    void a_seconds_worth_goes_at_once() {
        assertThat(pace.after(500, 0)).isZero();
        assertThat(pace.after(500, 0)).isZero();
    }

    @Test
    void more_than_that_has_to_wait() {
        pace.after(1_000, 0);
        assertThat(pace.after(500, 0)).isEqualTo(Duration.ofMillis(500));
        assertThat(pace.after(500, SECOND / 2)).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void a_pause_earns_no_more_than_a_seconds_worth() {
        pace.after(1, 0);
        assertThat(pace.after(1_000, 3_600 * SECOND)).isZero();
        assertThat(pace.after(100, 3_600 * SECOND)).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void it_works_on_any_scale_of_nano_time() {
        Pace late = new Pace(1_000, Long.MAX_VALUE - 10);
        assertThat(late.after(2_000, Long.MAX_VALUE - 10)).isEqualTo(Duration.ofSeconds(1));
    }
}
