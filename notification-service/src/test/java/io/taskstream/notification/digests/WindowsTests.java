package io.taskstream.notification.digests;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskstream.notification.preferences.Settings;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

class WindowsTests {
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    static Settings settings(String zone, String digest) {
        return JSON.readValue(
                "{\"time_zone\": \"" + zone + "\", \"morning\": \"07:30\", \"digest\": " + digest + "}",
                Settings.class);
    }

    private static Instant end(String instant, String zone, String digest) {
        return Windows.endAfter(Instant.parse(instant), settings(zone, digest));
    }

    @Test
    void a_day_ends_at_its_time_or_in_the_morning() {
        String berlin = "Europe/Berlin";
        assertThat(end("2026-01-10T16:59:59Z", berlin, "{\"every\": \"day\", \"at\": \"18:00\"}"))
                .isEqualTo("2026-01-10T17:00:00Z");
        assertThat(end("2026-01-10T17:00:00Z", berlin, "{\"every\": \"day\", \"at\": \"18:00\"}"))
                .isEqualTo("2026-01-11T17:00:00Z");
        assertThat(end("2026-01-10T17:00:00Z", berlin, "{\"every\": \"day\"}")).isEqualTo("2026-01-11T06:30:00Z");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    # from, end: in the night of 29 March the clock of Berlin jumps from 2 to 3
                    2026-03-28T12:00:00Z, 2026-03-29T01:30:00Z
                    2026-03-29T01:30:00Z, 2026-03-30T00:30:00Z
                    # on 25 October it shows 2 to 3 twice
                    2026-10-24T12:00:00Z, 2026-10-25T00:30:00Z
                    2026-10-25T00:30:00Z, 2026-10-26T01:30:00Z
                    2026-10-25T01:30:00Z, 2026-10-26T01:30:00Z
                    """)
    void a_day_ends_once_in_nights_that_have_its_time_twice_or_not_at_all(String from, String end) {
        assertThat(end(from, "Europe/Berlin", "{\"every\": \"day\", \"at\": \"02:30\"}"))
                .isEqualTo(end);
    }

    @Test
    void a_day_that_a_country_left_out_has_no_end_of_its_own() {
        assertThat(end("2011-12-29T20:00:00Z", "Pacific/Apia", "{\"every\": \"day\", \"at\": \"08:00\"}"))
                .isEqualTo("2011-12-30T18:00:00Z");
    }

    @Test
    void hours_end_when_the_users_clock_shows_a_full_hour() {
        assertThat(end("2026-01-10T17:20:00Z", "Europe/Berlin", "{\"every\": \"hour\"}"))
                .isEqualTo("2026-01-10T18:00:00Z");
        assertThat(end("2026-01-10T17:20:00Z", "Asia/Kolkata", "{\"every\": \"hour\"}"))
                .isEqualTo("2026-01-10T17:30:00Z");
        assertThat(end("2026-01-10T17:30:00Z", "Asia/Kolkata", "{\"every\": \"hour\"}"))
                .isEqualTo("2026-01-10T18:30:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Berlin", "Australia/Lord_Howe", "America/St_Johns", "Asia/Kathmandu", "UTC"})
    void over_a_year_hours_follow_one_another_without_gap_or_overlap(String zone) {
        Settings settings = settings(zone, "{\"every\": \"hour\"}");
        Instant last = Windows.endAfter(Instant.parse("2026-01-01T00:00:00Z"), settings);
        for (Instant at = last; at.isBefore(Instant.parse("2027-01-01T00:00:00Z")); at = at.plusSeconds(600)) {
            Instant end = Windows.endAfter(at, settings);
            assertThat(end).isAfter(at);
            assertThat(Duration.between(at, end)).isLessThanOrEqualTo(Duration.ofMinutes(90));
            if (!end.equals(last)) {
                assertThat(at).isEqualTo(last);
                last = end;
            }
        }
    }
}
