package io.taskstream.reminder.reminders;

import io.taskstream.contracts.ReminderDue.Deferral;
import io.taskstream.reminder.preferences.Preferences;
import io.taskstream.reminder.preferences.Ring;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a reminder rings, or rang last.
 *
 * @param deferredFrom when it would ring if nothing spoke against it; null if nothing does
 * @param deferral what speaks against it; null if nothing does
 */
@Embeddable
record Plan(
        Instant remindAt,
        @Nullable Instant deferredFrom,
        @Enumerated(EnumType.STRING) @Nullable Deferral deferral) {

    static Plan of(Ring ring) {
        return new Plan(ring.at(), ring.deferral() == null ? null : ring.wanted(), ring.deferral());
    }

    /** When it would ring, or now if that has passed. */
    Instant aheadOf(Instant now) {
        return later(remindAt, now);
    }

    /** From when on a deferred ring is wanted, if these preferences give it another time than it has. */
    Optional<Instant> wantedAgain(Preferences preferences, Instant now) {
        return Optional.ofNullable(deferredFrom)
                .map(from -> preferences.ring(later(from, now)))
                .filter(ring -> !ring.at().equals(remindAt))
                .map(Ring::wanted);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
