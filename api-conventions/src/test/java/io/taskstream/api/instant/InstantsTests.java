package io.taskstream.api.instant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskstream.api.problem.BadValueException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstantsTests {
    private final Clock clock = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource({
        "2026-01-27T10:00:00Z, 2026-01-27T10:00:00Z",
        "2026-01-27t10:00:00z, 2026-01-27T10:00:00Z",
        "2026-01-27T10:00:00+02:00, 2026-01-27T08:00:00Z",
        "2026-01-27T10:00:00.5-05:30, 2026-01-27T15:30:00.500Z",
        "2026-01-27T10:00:00.123456789Z, 2026-01-27T10:00:00.123456Z",
        "2024-02-29T23:59:59-00:00, 2024-02-29T23:59:59Z"
    })
    void reads_rfc_3339_in_whole_microseconds(String text, String instant) {
        assertThat(Rfc3339.parse(text)).isEqualTo(Instant.parse(instant));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-01-27",
                "2026-01-27T10:00Z",
                "2026-01-27T10:00:00",
                "2026-01-27 10:00:00Z",
                "2026-13-27T10:00:00Z",
                "2026-02-30T10:00:00Z",
                "2026-01-27T25:00:00Z",
                "2026-01-27T24:00:00Z",
                "2026-01-27T10:00:60Z",
                "2026-01-27T10:00:00+2:00",
                "2026-01-27T10:00:00+20:00",
                "2026-01-27T10:00:00.Z",
                "2026-01-27T10:00:00.1234567890Z",
                "+12026-01-27T10:00:00Z",
                "-0001-01-27T10:00:00Z",
                "1900000000",
                "now",
                "٢٠٢٦-01-27T10:00:00Z",
                " 2026-01-27T10:00:00Z"
            })
    void refuses_everything_else(String text) {
        assertThatThrownBy(() -> Rfc3339.parse(text)).isInstanceOf(BadValueException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T12:00:00Z, true, true",
        "2026-03-01T11:59:00Z, true, true",
        "2026-03-01T11:58:59Z, false, true",
        "2036-03-01T12:00:00Z, true, true",
        "2036-03-01T12:00:01Z, false, false",
        "9999-12-31T23:59:59Z, false, false",
        "2016-03-01T12:00:00Z, false, true",
        "2016-03-01T11:59:59Z, false, false",
        "0001-01-01T00:00:00Z, false, false"
    })
    void an_instant_lies_within_reason(String instant, boolean upcoming, boolean withinReason) {
        Instant value = Instant.parse(instant);

        assertThat(UpcomingValidator.objection(value, clock, true).isEmpty()).isEqualTo(upcoming);
        assertThat(UpcomingValidator.objection(value, clock, false).isEmpty()).isEqualTo(withinReason);
    }

    @Test
    void the_messages_say_what_would_be_good() {
        assertThat(UpcomingValidator.objection(Instant.parse("2020-01-01T00:00:00Z"), clock, true))
                .contains("must not lie in the past");
        assertThat(UpcomingValidator.objection(Instant.parse("2099-01-01T00:00:00Z"), clock, true))
                .contains("must not lie more than 10 years ahead");
    }
}
