package io.taskstream.reminder.preferences;

import io.taskstream.contracts.ReminderDue.Deferral;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When something may ring.
 *
 * @param wanted when it would if nothing spoke against it
 * @param at when it may; never before {@code wanted}
 * @param deferral what spoke against it; null if nothing did
 */
public record Ring(Instant wanted, Instant at, @Nullable Deferral deferral) {

    /** As wanted. */
    public static Ring undeferred(Instant wanted) {
        return new Ring(wanted, wanted, null);
    }
}
