package io.taskstream.reminder.preferences;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskstream.contracts.PreferencesChanged.QuietHours;
import io.taskstream.contracts.ReminderDue.Deferral;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreferencesTests {
    private static final Set<DayOfWeek> WEEK = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);

    private static Preferences quiet(String zone, String start, String end) {
        return preferences(zone, new QuietHours(LocalTime.parse(start), LocalTime.parse(end)), Set.of());
    }

    private static Preferences preferences(String zone, @Nullable QuietHours quiet, Set<DayOfWeek> days) {
        return new Preferences(ZoneId.of(zone), quiet, days, LocalTime.of(8, 0), List.of());
    }

    @Test
    void who_has_not_said_is_never_disturbed_in_vain() {
        Instant wanted = Instant.parse("2026-11-22T03:00:00Z");
        assertThat(Preferences.UNSAID.ring(wanted)).isEqualTo(Ring.undeferred(wanted));
    }

    @ParameterizedTest
    @CsvSource({
        // wanted, rings, in winter, when Berlin is an hour ahead
        "2026-11-20T20:59:59Z, 2026-11-20T20:59:59Z",
        "2026-11-20T21:00:00Z, 2026-11-21T06:00:00Z",
        "2026-11-20T22:30:00Z, 2026-11-21T06:00:00Z",
        "2026-11-21T05:59:59.999999Z, 2026-11-21T06:00:00Z",
        "2026-11-21T06:00:00Z, 2026-11-21T06:00:00Z",
    })
    void quiet_hours_over_midnight_defer_to_their_end(Instant wanted, Instant rings) {
        Ring ring = quiet("Europe/Berlin", "22:00", "07:00").ring(wanted);
        assertThat(ring.at()).isEqualTo(rings);
        assertThat(ring.wanted()).isEqualTo(wanted);
        assertThat(ring.deferral()).isEqualTo(wanted.equals(rings) ? null : Deferral.QUIET_HOURS);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T12:59:00Z, 2026-11-20T12:59:00Z",
        "2026-11-20T13:00:00Z, 2026-11-20T14:30:00Z",
        "2026-11-20T14:30:00Z, 2026-11-20T14:30:00Z",
    })
    void quiet_hours_may_also_be_a_nap(Instant wanted, Instant rings) {
        assertThat(quiet("UTC", "13:00", "14:30").ring(wanted).at()).isEqualTo(rings);
    }

    @ParameterizedTest
    @CsvSource({
        // the night to 2027-03-28: at 02:00 it is 03:00, 01:00Z
        "Europe/Berlin, 22:00, 02:30, 2027-03-27T23:00:00Z, 2027-03-28T01:30:00Z",
        "Europe/Berlin, 22:00, 02:30, 2027-03-28T01:29:00Z, 2027-03-28T01:30:00Z",
        "Europe/Berlin, 22:00, 02:30, 2027-03-28T01:30:00Z, 2027-03-28T01:30:00Z",
        "Europe/Berlin, 02:30, 07:00, 2027-03-28T01:29:00Z, 2027-03-28T01:29:00Z",
        "Europe/Berlin, 02:30, 07:00, 2027-03-28T01:30:00Z, 2027-03-28T05:00:00Z",
        "Europe/Berlin, 22:00, 07:00, 2027-03-27T23:00:00Z, 2027-03-28T05:00:00Z",
        // the night to 2026-10-25: at 03:00 it is 02:00 once more, 01:00Z
        "Europe/Berlin, 22:00, 02:30, 2026-10-25T00:29:00Z, 2026-10-25T00:30:00Z",
        "Europe/Berlin, 22:00, 02:30, 2026-10-25T01:15:00Z, 2026-10-25T01:15:00Z",
        "Europe/Berlin, 02:30, 07:00, 2026-10-25T00:29:00Z, 2026-10-25T00:29:00Z",
        "Europe/Berlin, 02:30, 07:00, 2026-10-25T01:15:00Z, 2026-10-25T06:00:00Z",
        "Europe/Berlin, 22:00, 07:00, 2026-10-24T23:00:00Z, 2026-10-25T06:00:00Z",
        // the night to 2027-03-14: at 02:00 it is 03:00, 07:00Z
        "America/New_York, 23:00, 02:15, 2027-03-14T06:59:00Z, 2027-03-14T07:15:00Z",
        "America/New_York, 23:00, 06:00, 2027-03-14T06:59:00Z, 2027-03-14T10:00:00Z",
        // the night to 2026-11-01: at 02:00 it is 01:00 once more, 06:00Z
        "America/New_York, 23:00, 01:30, 2026-11-01T05:29:00Z, 2026-11-01T05:30:00Z",
        "America/New_York, 23:00, 01:30, 2026-11-01T06:15:00Z, 2026-11-01T06:15:00Z",
        "America/New_York, 23:00, 06:00, 2026-11-01T05:29:00Z, 2026-11-01T11:00:00Z",
        // no change of clocks, and a quarter of an hour off
        "Asia/Kathmandu, 22:00, 07:00, 2027-03-27T20:00:00Z, 2027-03-28T01:15:00Z",
        "Asia/Kathmandu, 22:00, 07:00, 2026-10-24T20:00:00Z, 2026-10-25T01:15:00Z",
    })
    void nights_in_which_clocks_change_are_as_long_as_they_are(
            String zone, String start, String end, Instant wanted, Instant rings) {
        assertThat(quiet(zone, start, end).ring(wanted).at()).isEqualTo(rings);
    }

    @ParameterizedTest
    @CsvSource({
        // Friday, Saturday, Sunday, Monday; the week goes on at 08:00 in Berlin
        "2026-11-20T15:00:00Z, 2026-11-20T15:00:00Z",
        "2026-11-20T23:00:00Z, 2026-11-23T07:00:00Z",
        "2026-11-21T15:00:00Z, 2026-11-23T07:00:00Z",
        "2026-11-22T22:59:59Z, 2026-11-23T07:00:00Z",
        "2026-11-22T23:00:00Z, 2026-11-22T23:00:00Z",
        // the Sunday on which the clocks change
        "2027-03-28T00:30:00Z, 2027-03-29T06:00:00Z",
    })
    void days_off_defer_to_the_morning_of_the_next_working_day(Instant wanted, Instant rings) {
        Ring ring = preferences("Europe/Berlin", null, WEEK).ring(wanted);
        assertThat(ring.at()).isEqualTo(rings);
        assertThat(ring.deferral()).isEqualTo(wanted.equals(rings) ? null : Deferral.WORKING_DAYS);
    }

    @Test
    void quiet_hours_that_end_on_a_day_off_go_on_until_it_is_over() {
        Preferences both = preferences("Europe/Berlin", new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0)), WEEK);
        assertThat(both.ring(Instant.parse("2026-11-20T22:30:00Z")))
                .isEqualTo(new Ring(
                        Instant.parse("2026-11-20T22:30:00Z"),
                        Instant.parse("2026-11-23T07:00:00Z"),
                        Deferral.WORKING_DAYS));
    }

    @Test
    void a_morning_within_quiet_hours_waits_for_their_end() {
        Preferences both = preferences("UTC", new QuietHours(LocalTime.of(22, 0), LocalTime.of(9, 30)), WEEK);
        assertThat(both.ring(Instant.parse("2026-11-21T12:00:00Z")).at())
                .isEqualTo(Instant.parse("2026-11-23T09:30:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia"})
    void what_is_deferred_rings_later_and_is_not_deferred_again(String zone) {
        Preferences both = preferences(
                zone, new QuietHours(LocalTime.of(21, 45), LocalTime.of(2, 15)), EnumSet.of(DayOfWeek.SUNDAY));
        Instant start = Instant.parse("2026-10-01T00:00:00Z");
        for (Instant wanted = start;
                wanted.isBefore(start.plus(Duration.ofDays(200)));
                wanted = wanted.plusSeconds(677)) {
            Ring ring = both.ring(wanted);
            assertThat(ring.at()).isBetween(wanted, wanted.plus(Duration.ofDays(8)));
            assertThat(both.ring(ring.at())).isEqualTo(Ring.undeferred(ring.at()));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2027-03-27T12:00:00Z, 2027-03-28T06:00:00Z",
        "Europe/Berlin, 2026-10-24T12:00:00Z, 2026-10-25T07:00:00Z",
        "America/New_York, 2027-03-13T23:00:00Z, 2027-03-14T12:00:00Z",
        // there, it is tomorrow already
        "Asia/Kathmandu, 2026-11-20T20:00:00Z, 2026-11-22T02:15:00Z",
    })
    void tomorrow_morning_is_where_the_user_lives(String zone, Instant now, Instant morning) {
        assertThat(preferences(zone, null, Set.of()).tomorrowMorning(now)).isEqualTo(morning);
    }

    @Test
    void a_morning_that_the_change_of_clocks_leaves_out_comes_later_by_it() {
        Preferences early = new Preferences(ZoneId.of("Europe/Berlin"), null, Set.of(), LocalTime.of(2, 30), List.of());
        assertThat(early.tomorrowMorning(Instant.parse("2027-03-27T12:00:00Z")))
                .isEqualTo(Instant.parse("2027-03-28T01:30:00Z"));
    }
}
