package io.taskstream.notification.preferences;

import io.taskstream.api.problem.BadValueException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * A part of each day, over midnight where {@code end} comes before {@code start}.
 *
 * @param start the first quiet minute
 * @param end the first minute that is no longer quiet
 */
public record QuietHours(TimeOfDay start, TimeOfDay end) {
    public QuietHours {
        Given.require(start, "start");
        Given.require(end, "end");
        if (start.equals(end)) {
            throw new BadValueException("must end at another time than it starts; null for none");
        }
    }

    /** When it is no longer quiet; empty if it isn't quiet at that instant. */
    public Optional<Instant> endAfter(Instant instant, ZoneId zone) {
        ZonedDateTime now = instant.atZone(zone);
        if (!within(now.toLocalTime())) {
            return Optional.empty();
        }
        ZonedDateTime until = now.toLocalDate().atTime(end.time()).atZone(zone);
        if (!until.isAfter(now)) {
            until = now.toLocalDate().plusDays(1).atTime(end.time()).atZone(zone);
        }
        return Optional.of(until.toInstant());
    }

    private boolean within(LocalTime time) {
        boolean afterStart = !time.isBefore(start.time());
        boolean beforeEnd = time.isBefore(end.time());
        return start.time().isBefore(end.time()) ? afterStart && beforeEnd : afterStart || beforeEnd;
    }
}
