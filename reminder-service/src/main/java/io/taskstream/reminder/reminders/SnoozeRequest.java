package io.taskstream.reminder.reminders;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.taskstream.api.instant.Upcoming;
import io.taskstream.api.problem.ProblemException;
import jakarta.validation.constraints.AssertTrue;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How long a reminder is to keep quiet: just one of the three. */
record SnoozeRequest(
        @JsonProperty("for") @Nullable Duration duration,

        @Nullable @Upcoming Instant until,

        @Nullable @AssertTrue(message = "must be true, or left out") Boolean untilMorning) {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(366);

    /** @throws ProblemException 400 if it doesn't say how long, or says so twice, or too much */
    Snooze snooze() {
        if (Stream.of(duration, until, untilMorning).filter(Objects::nonNull).count() > 1) {
            throw ProblemException.badRequest("body", "must have just one of for, until and until_morning");
        }
        if (duration != null) {
            return new Snooze.For(new Bounds(SHORTEST, LONGEST).require("for", duration));
        }
        if (until != null) {
            return new Snooze.Until(until);
        }
        if (untilMorning != null) {
            return new Snooze.UntilMorning();
        }
        throw ProblemException.badRequest("for", "is required, or until or until_morning instead of it");
    }
}
