package io.taskstream.notification.preferences;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.taskstream.api.problem.BadValueException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/** How long before something is due: whole seconds, up to a year. */
public record LeadTime(@JsonValue String text) {
    private static final int LONGEST_TEXT = 32;
    private static final Duration LONGEST = Duration.ofDays(366);

    /** @throws BadValueException unless it is an ISO 8601 duration within the bounds */
    @JsonCreator
    public LeadTime {
        if (!valid(text)) {
            throw new BadValueException("must be an ISO 8601 duration from PT0S to P366D, such as PT1H");
        }
    }

    private static boolean valid(String text) {
        if (text.length() > LONGEST_TEXT) {
            return false;
        }
        try {
            Duration duration = Duration.parse(text);
            return !duration.isNegative()
                    && duration.equals(duration.truncatedTo(ChronoUnit.SECONDS))
                    && duration.compareTo(LONGEST) <= 0;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    Duration duration() {
        return Duration.parse(text);
    }
}
