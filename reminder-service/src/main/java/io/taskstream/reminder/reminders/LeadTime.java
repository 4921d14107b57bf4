package io.taskstream.reminder.reminders;

import io.taskstream.api.instant.Upcoming;
import jakarta.persistence.Embeddable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long before its task is due a reminder rings.
 *
 * @param dueAt the due date that it follows; null while there is none
 */
@Embeddable
record LeadTime(long beforeDueSeconds, @Nullable Instant dueAt) {

    /** One that follows no due date yet. */
    static LeadTime of(Duration beforeDue) {
        return new LeadTime(beforeDue.toSeconds(), null);
    }

    LeadTime to(@Nullable Instant dueDate) {
        return new LeadTime(beforeDueSeconds, dueDate);
    }

    Duration beforeDue() {
        return Duration.ofSeconds(beforeDueSeconds);
    }

    /** When it is to ring, even if that has passed; null without a due date. */
    @Nullable Instant wanted() {
        return dueAt == null ? null : dueAt.minusSeconds(beforeDueSeconds);
    }

    /** When it is to ring, if there is a due date that leaves time for it. */
    Optional<Instant> next(Instant now) {
        return Optional.ofNullable(wanted()).filter(wanted -> !wanted.isBefore(now.minus(Upcoming.TOLERANCE)));
    }
}
