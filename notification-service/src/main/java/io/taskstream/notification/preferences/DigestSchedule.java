package io.taskstream.notification.preferences;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.taskstream.api.problem.BadValueException;
import org.jspecify.annotations.Nullable;

/**
 * How often the user wants one mail with all.
 *
 * @param at when the mail of a day goes; null for the user's morning
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DigestSchedule(Every every, @Nullable TimeOfDay at) {
    public DigestSchedule {
        Given.require(every, "every");
        if (every == Every.HOUR && at != null) {
            throw new BadValueException("must have an at only with every day");
        }
    }

    /** The window of a digest. */
    public enum Every {
        @JsonProperty("day")
        DAY,
        @JsonProperty("hour")
        HOUR
    }
}
