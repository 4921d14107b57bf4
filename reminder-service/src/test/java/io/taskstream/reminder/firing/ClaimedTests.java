package io.taskstream.reminder.firing;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskstream.contracts.NotificationMethod;
import io.taskstream.contracts.PreferencesChanged.QuietHours;
import io.taskstream.contracts.ReminderDue.Deferral;
import io.taskstream.reminder.history.Reason;
import io.taskstream.reminder.preferences.Preferences;
import io.taskstream.reminder.preferences.Ring;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is decided of a due reminder, at any time, also in nights in which clocks change. */
class ClaimedTests {
    private static final Preferences BERLIN = new Preferences(
            ZoneId.of("Europe/Berlin"),
            new QuietHours(LocalTime.of(22, 0), LocalTime.of(2, 30)),
            Set.of(),
            LocalTime.of(8, 0),
            List.of());

    private static Claimed due(Instant remindAt, Instant now, Preferences preferences) {
        return due(remindAt, now, preferences, null, Instant.EPOCH);
    }

    private static Claimed due(
            Instant remindAt, Instant now, Preferences preferences, @Nullable Integer repeatsLeft, Instant setAt) {
        return new Claimed(
                1,
                2,
                "alice",
                "Buy groceries",
                remindAt,
                null,
                null,
                NotificationMethod.EMAIL,
                1,
                repeatsLeft == null ? null : Duration.ofMinutes(10),
                repeatsLeft,
                setAt,
                null,
                preferences,
                now);
    }

    @Test
    void one_that_became_late_into_quiet_hours_is_deferred_and_keeps_when_it_was_wanted() {
        Instant wanted = Instant.parse("2027-03-27T20:50:00Z");
        Verdict verdict =
                due(wanted, Instant.parse("2027-03-27T22:00:00Z"), BERLIN).judge(null);
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Defer.class,
                        defer -> assertThat(defer.ring())
                                .isEqualTo(
                                        new Ring(wanted, Instant.parse("2027-03-28T01:30:00Z"), Deferral.QUIET_HOURS)));
    }

    @Test
    void at_the_end_of_a_quiet_night_in_which_clocks_change_it_rings() {
        for (String end : List.of("2027-03-28T01:30:00Z", "2026-10-25T00:30:00Z")) {
            Instant now = Instant.parse(end);
            assertThat(due(now, now, BERLIN).judge(null)).isInstanceOf(Verdict.Fire.class);
            assertThat(due(now.minusMillis(1), now.minusMillis(1), BERLIN).judge(null))
                    .isInstanceOf(Verdict.Defer.class);
        }
    }

    @Test
    void the_second_time_of_an_hour_that_comes_twice_is_not_quiet_again() {
        Instant now = Instant.parse("2026-10-25T01:15:00Z");
        assertThat(due(now, now, BERLIN).judge(null)).isInstanceOf(Verdict.Fire.class);
    }

    @Test
    void a_repeat_that_would_fall_into_quiet_hours_comes_after_them() {
        Instant now = Instant.parse("2027-03-27T20:55:00Z");
        assertThat(due(now, now, BERLIN, 3, Instant.EPOCH).judge(null))
                .isInstanceOfSatisfying(
                        Verdict.Fire.class,
                        fire -> assertThat(fire.next())
                                .isEqualTo(new Ring(
                                        now.plus(Duration.ofMinutes(10)),
                                        Instant.parse("2027-03-28T01:30:00Z"),
                                        Deferral.QUIET_HOURS)));
    }

    @Test
    void the_rhythm_of_repeats_counts_from_when_it_was_due_and_after_an_outage_from_the_ring() {
        Instant wanted = Instant.parse("2026-11-20T12:00:00Z");
        assertThat(due(wanted, wanted.plusMillis(3), Preferences.UNSAID, 3, Instant.EPOCH)
                        .judge(null))
                .isInstanceOfSatisfying(
                        Verdict.Fire.class,
                        fire -> assertThat(fire.next())
                                .isEqualTo(Ring.undeferred(wanted.plus(Duration.ofMinutes(10)))));
        Instant late = wanted.plus(Duration.ofHours(3));
        assertThat(due(wanted, late, Preferences.UNSAID, 3, Instant.EPOCH).judge(null))
                .isInstanceOfSatisfying(
                        Verdict.Fire.class,
                        fire -> assertThat(fire.next()).isEqualTo(Ring.undeferred(late.plus(Duration.ofMinutes(10)))));
        assertThat(due(wanted, wanted, Preferences.UNSAID, 0, Instant.EPOCH).judge(null))
                .isInstanceOfSatisfying(
                        Verdict.Fire.class, fire -> assertThat(fire.next()).isNull());
    }

    @Test
    void what_is_late_knows_why() {
        Instant wanted = Instant.parse("2026-11-20T12:00:00Z");
        Instant now = wanted.plus(Duration.ofHours(1));
        Outage outage = new Outage(wanted.minusSeconds(60), now.minusSeconds(1));
        Outage another = new Outage(wanted.minusSeconds(60), wanted.minusSeconds(30));

        assertThat(reason(due(wanted, wanted.plus(Claimed.LATE), Preferences.UNSAID), outage))
                .isEqualTo(Reason.DUE);
        assertThat(reason(due(wanted, now, Preferences.UNSAID), outage)).isEqualTo(Reason.OUTAGE);
        assertThat(reason(due(wanted, now, Preferences.UNSAID), another)).isEqualTo(Reason.BACKLOG);
        assertThat(reason(due(wanted, now, Preferences.UNSAID), null)).isEqualTo(Reason.BACKLOG);
        assertThat(reason(due(wanted, now, Preferences.UNSAID, null, wanted.plusSeconds(9)), outage))
                .isEqualTo(Reason.SCHEDULED_LATE);
    }

    private static Reason reason(Claimed claimed, @Nullable Outage outage) {
        return claimed.judge(outage) instanceof Verdict.Fire fire ? fire.reason() : Reason.QUIET_HOURS;
    }
}
