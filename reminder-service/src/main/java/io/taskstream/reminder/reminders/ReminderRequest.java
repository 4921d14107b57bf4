package io.taskstream.reminder.reminders;

import io.taskstream.api.instant.Upcoming;
import io.taskstream.api.problem.ProblemException;
import io.taskstream.contracts.NotificationMethod;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is asked for with a reminder: it has either {@code remindAt} or {@code beforeDue}. */
record ReminderRequest(
        @Nullable @Upcoming Instant remindAt,

        @Nullable Duration beforeDue,

        @NotNull NotificationMethod notificationMethod,
        @Nullable @Valid Repetition repeat,
        @Nullable Boolean ignoreQuietHours) {
    static final Duration MOST_BEFORE_DUE = Duration.ofDays(366);

    /** @throws ProblemException 400 if it doesn't say when, or says so twice, or too much */
    Ask ask() {
        return new Ask(
                timing(),
                notificationMethod,
                repeat == null ? null : repeat.repeat(),
                Boolean.TRUE.equals(ignoreQuietHours),
                Origin.ASKED);
    }

    private Timing timing() {
        if (remindAt != null && beforeDue != null) {
            throw ProblemException.badRequest("before_due", "must not be given together with remind_at");
        }
        if (beforeDue != null) {
            return new Timing.BeforeDue(new Bounds(Duration.ZERO, MOST_BEFORE_DUE).require("before_due", beforeDue));
        }
        if (remindAt == null) {
            throw ProblemException.badRequest("remind_at", "is required, or before_due instead of it");
        }
        return new Timing.At(remindAt);
    }

    /**
     * How it is to ring again.
     *
     * @param times at most {@value #MOST_TIMES}, which is also what leaving it out means
     */
    record Repetition(
            @NotNull Duration every,

            @Nullable @Min(1) @Max(MOST_TIMES) Integer times) {
        static final int MOST_TIMES = 100;

        /** Nobody reads more often than that; and by then, the ring before is no longer late. */
        static final Duration SHORTEST = Duration.ofMinutes(1);

        static final Duration LONGEST = Duration.ofDays(31);

        private Repeat repeat() {
            return new Repeat(
                    new Bounds(SHORTEST, LONGEST).require("repeat.every", every), times == null ? MOST_TIMES : times);
        }
    }
}
