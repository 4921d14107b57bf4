package io.taskstream.notification.preferences;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class QuietHoursTests {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final QuietHours NIGHT = new QuietHours(new TimeOfDay("22:00"), new TimeOfDay("07:00"));

    @Test
    void they_go_over_midnight() {
        assertThat(NIGHT.endAfter(Instant.parse("2026-01-10T20:59:59Z"), BERLIN))
                .isEmpty();
        assertThat(NIGHT.endAfter(Instant.parse("2026-01-10T21:00:00Z"), BERLIN))
                .contains(Instant.parse("2026-01-11T06:00:00Z"));
        assertThat(NIGHT.endAfter(Instant.parse("2026-01-11T05:59:59Z"), BERLIN))
                .contains(Instant.parse("2026-01-11T06:00:00Z"));
        assertThat(NIGHT.endAfter(Instant.parse("2026-01-11T06:00:00Z"), BERLIN))
                .isEmpty();
    }

    @Test
    void or_over_noon() {
        QuietHours noon = new QuietHours(new TimeOfDay("12:00"), new TimeOfDay("13:00"));

        assertThat(noon.endAfter(Instant.parse("2026-01-10T11:30:00Z"), BERLIN))
                .contains(Instant.parse("2026-01-10T12:00:00Z"));
        assertThat(noon.endAfter(Instant.parse("2026-01-10T12:00:00Z"), BERLIN)).isEmpty();
    }

    @Test
    void they_end_by_the_clock_on_the_wall_also_when_it_is_turned() {
        assertThat(NIGHT.endAfter(Instant.parse("2026-10-24T21:00:00Z"), BERLIN))
                .contains(Instant.parse("2026-10-25T06:00:00Z"));
        assertThat(NIGHT.endAfter(Instant.parse("2026-03-28T22:00:00Z"), BERLIN))
                .contains(Instant.parse("2026-03-29T05:00:00Z"));
    }

    @Test
    void an_end_that_the_clock_skips_is_the_next_time_it_shows() {
        QuietHours early = new QuietHours(new TimeOfDay("01:00"), new TimeOfDay("02:30"));

        assertThat(early.endAfter(Instant.parse("2026-03-29T00:30:00Z"), BERLIN))
                .contains(Instant.parse("2026-03-29T01:30:00Z"));
    }
}
