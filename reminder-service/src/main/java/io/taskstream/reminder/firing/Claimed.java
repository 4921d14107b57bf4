package io.taskstream.reminder.firing;

import io.taskstream.contracts.NotificationMethod;
import io.taskstream.contracts.ReminderDue.Deferral;
import io.taskstream.reminder.history.Reason;
import io.taskstream.reminder.preferences.Preferences;
import io.taskstream.reminder.preferences.Ring;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A due reminder that this transaction has in its hands.
 *
 * @param repeatEvery from one ring to the next; null if it rings once
 * @param repeatsLeft how often it rings again; null if it rings once
 * @param setAt when it was set to ring then
 * @param causeTrace the W3C traceparent of the request that asked for it
 * @param preferences of its user; unsaid if it doesn't heed them
 * @param now by the database's clock
 */
record Claimed(
        long reminderId,
        long taskId,
        String userId,
        String taskTitle,
        Instant remindAt,
        @Nullable Instant deferredFrom,
        @Nullable Deferral deferral,
        NotificationMethod method,
        int occurrence,
        @Nullable Duration repeatEvery,
        @Nullable Integer repeatsLeft,
        Instant setAt,
        @Nullable String causeTrace,
        Preferences preferences,
        Instant now) {
    /** From here on a reminder counts as late: it's told so, as after an outage. */
    static final Duration LATE = Duration.ofSeconds(5);

    /**
     * What becomes of it. Preferences may have changed since it was planned, and it may have become late into quiet
     * hours.
     */
    Verdict judge(@Nullable Outage outage) {
        Ring ring = preferences.ring(now);
        if (ring.deferral() != null) {
            Instant wanted = Objects.requireNonNullElse(deferredFrom, remindAt);
            return new Verdict.Defer(this, new Ring(wanted, ring.at(), ring.deferral()));
        }
        boolean late = remindAt.isBefore(now.minus(LATE));
        return new Verdict.Fire(this, late ? lateBecause(outage) : Reason.DUE, next(late ? now : remindAt));
    }

    /** Of its user, as far as firing knows it. */
    @Nullable ZoneId zone() {
        return preferences.equals(Preferences.UNSAID) ? null : preferences.zone();
    }

    private Reason lateBecause(@Nullable Outage outage) {
        if (setAt.isAfter(remindAt)) {
            return Reason.SCHEDULED_LATE;
        }
        return outage != null && outage.covers(remindAt) ? Reason.OUTAGE : Reason.BACKLOG;
    }

    /** When it rings again, if it does. A ring that is late delays the next ones rather than being followed at once. */
    private @Nullable Ring next(Instant from) {
        return repeatEvery == null || repeatsLeft == null || repeatsLeft == 0
                ? null
                : preferences.ring(from.plus(repeatEvery));
    }
}
