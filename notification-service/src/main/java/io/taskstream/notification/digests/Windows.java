package io.taskstream.notification.digests;

import io.taskstream.notification.preferences.DigestSchedule;
import io.taskstream.notification.preferences.Settings;
import io.taskstream.notification.preferences.TimeOfDay;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * When the windows of digests end. An instant at which one ends belongs to the next. Days end once, also where the clock
 * shows that time twice or not at all that night; then they end when it would have shown it.
 */
final class Windows {
    private Windows() {}

    /** The end of the window in which an instant falls; hours if the user has no digest any more. */
    static Instant endAfter(Instant instant, Settings settings) {
        DigestSchedule schedule = settings.digest();
        if (schedule == null || schedule.every() == DigestSchedule.Every.HOUR) {
            return hourAfter(instant, settings.zone());
        }
        TimeOfDay at = Objects.requireNonNullElse(schedule.at(), settings.morning());
        return dayAfter(instant, at.time(), settings.zone());
    }

    private static Instant dayAfter(Instant instant, LocalTime at, ZoneId zone) {
        ZonedDateTime now = instant.atZone(zone);
        ZonedDateTime end = now.toLocalDate().atTime(at).atZone(zone);
        for (int days = 1; !end.isAfter(now); days++) {
            end = now.toLocalDate().plusDays(days).atTime(at).atZone(zone);
        }
        return end.toInstant();
    }

    /** The next full hour that the clock shows. */
    private static Instant hourAfter(Instant instant, ZoneId zone) {
        ZonedDateTime hour = instant.atZone(zone).truncatedTo(ChronoUnit.HOURS);
        ZonedDateTime end = hour.plusHours(1);
        if (end.getMinute() != 0 || !end.toInstant().isAfter(instant)) {
            // the clock was turned by a part of an hour
            end = ZonedDateTime.ofLocal(
                    instant.atZone(zone)
                            .toLocalDateTime()
                            .truncatedTo(ChronoUnit.HOURS)
                            .plusHours(1),
                    zone,
                    instant.atZone(zone).getOffset());
        }
        return end.toInstant();
    }
}
