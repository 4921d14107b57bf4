package io.taskstream.reminder.reminders;

import io.taskstream.api.problem.ProblemException;
import java.time.Duration;

/** How long a duration may be. */
record Bounds(Duration least, Duration most) {

    /** @throws ProblemException 400 with that field unless the duration is within the bounds */
    Duration require(String field, Duration duration) {
        if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
            throw ProblemException.badRequest(field, "must be from " + least + " to " + most);
        }
        return duration;
    }
}
