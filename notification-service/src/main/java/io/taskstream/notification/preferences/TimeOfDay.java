package io.taskstream.notification.preferences;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.taskstream.api.problem.BadValueException;
import java.time.LocalTime;
import java.util.regex.Pattern;

/** A minute of a day: {@code 08:00}. */
public record TimeOfDay(@JsonValue String text) {
    private static final Pattern FORMAT = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");

    /** @throws BadValueException unless it is hours and minutes, 00:00 to 23:59 */
    @JsonCreator
    public TimeOfDay {
        if (!FORMAT.matcher(text).matches()) {
            throw new BadValueException("must be a time of day, hours and minutes, such as 08:00");
        }
    }

    public LocalTime time() {
        return LocalTime.parse(text);
    }
}
