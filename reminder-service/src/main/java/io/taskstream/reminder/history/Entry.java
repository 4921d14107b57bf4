package io.taskstream.reminder.history;

import io.taskstream.reminder.preferences.Ring;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that became of one ring of a reminder.
 *
 * @param occurrence of which ring it tells
 * @param from when it was to ring before
 * @param to when it is to ring, was to ring, or rang
 * @param zone in which a person reads the two; null for the one that the user has when reading
 */
public record Entry(
        int occurrence,
        What what,
        Reason reason,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable ZoneId zone) {

    /** That it is to ring, and its deferral, if there is one. */
    public static List<Entry> planned(
            int occurrence, What what, Reason reason, @Nullable Instant from, Ring ring, @Nullable ZoneId zone) {
        Entry planned = new Entry(occurrence, what, reason, from, ring.wanted(), zone);
        return ring.deferral() == null ? List.of(planned) : List.of(planned, deferred(occurrence, ring, zone));
    }

    /** That it rings later than wanted. */
    public static Entry deferred(int occurrence, Ring ring, @Nullable ZoneId zone) {
        return new Entry(
                occurrence,
                What.DEFERRED,
                Reason.of(Objects.requireNonNull(ring.deferral())),
                ring.wanted(),
                ring.at(),
                zone);
    }
}
