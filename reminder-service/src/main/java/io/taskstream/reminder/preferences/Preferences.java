package io.taskstream.reminder.preferences;

import io.taskstream.contracts.PreferencesChanged.DefaultReminder;
import io.taskstream.contracts.PreferencesChanged.QuietHours;
import io.taskstream.contracts.ReminderDue.Deferral;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When a user wants to hear of things. Local times that a change of clocks leaves out are shifted forward by it; of
 * those that come twice, the earlier counts.
 *
 * @param workingDays outside of which nothing is to ring; empty for any day
 * @param morning when the day begins
 */
public record Preferences(
        ZoneId zone,
        @Nullable QuietHours quietHours,
        Set<DayOfWeek> workingDays,
        LocalTime morning,
        List<DefaultReminder> defaultReminders) {
    /** Those of a user who hasn't said. */
    public static final Preferences UNSAID =
            new Preferences(ZoneId.of("UTC"), null, Set.of(), LocalTime.of(8, 0), List.of());

    /** A day off, a quiet morning, and the same once more: no more deferrals can follow from one another. */
    private static final int MOST_DEFERRALS = 8;

    public Preferences {
        workingDays = Set.copyOf(workingDays);
        defaultReminders = List.copyOf(defaultReminders);
    }

    /**
     * The first instant from the wanted one on that is neither in quiet hours nor on a day off. Quiet hours defer to
     * their end, days off to the morning of the next working day.
     */
    public Ring ring(Instant wanted) {
        Instant at = wanted;
        Deferral deferral = null;
        for (int i = 0; i < MOST_DEFERRALS; i++) {
            LocalDate day = at.atZone(zone).toLocalDate();
            Optional<Instant> quietUntil = quietUntil(at, day);
            if (!working(day)) {
                at = instant(nextWorkingDay(day), morning);
                deferral = Deferral.WORKING_DAYS;
            } else if (quietUntil.isPresent()) {
                at = quietUntil.get();
                deferral = deferral == null ? Deferral.QUIET_HOURS : deferral;
            } else {
                return new Ring(wanted, at, deferral);
            }
        }
        return Ring.undeferred(wanted);
    }

    /** When the next day begins. */
    public Instant tomorrowMorning(Instant now) {
        return instant(now.atZone(zone).toLocalDate().plusDays(1), morning);
    }

    private boolean working(LocalDate day) {
        return workingDays.isEmpty() || workingDays.contains(day.getDayOfWeek());
    }

    private LocalDate nextWorkingDay(LocalDate day) {
        LocalDate next = day.plusDays(1);
        while (!working(next)) {
            next = next.plusDays(1);
        }
        return next;
    }

    /** Quiet hours that began the day before may go on today. */
    private Optional<Instant> quietUntil(Instant at, LocalDate day) {
        if (quietHours == null || quietHours.start().equals(quietHours.end())) {
            return Optional.empty();
        }
        boolean overMidnight = quietHours.end().isBefore(quietHours.start());
        for (LocalDate first : List.of(day.minusDays(1), day)) {
            Instant start = instant(first, quietHours.start());
            Instant end = instant(overMidnight ? first.plusDays(1) : first, quietHours.end());
            if (!at.isBefore(start) && at.isBefore(end)) {
                return Optional.of(end);
            }
        }
        return Optional.empty();
    }

    private Instant instant(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(zone).toInstant();
    }
}
