package io.taskstream.reminder.reminders;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.taskstream.reminder.history.Reason;

/** How a reminder came to be. */
enum Origin {
    @JsonProperty("asked")
    ASKED,
    @JsonProperty("with_task")
    WITH_TASK,
    /** One that the user's tasks get by themselves. */
    @JsonProperty("default")
    DEFAULT;

    Reason reason() {
        return switch (this) {
            case ASKED -> Reason.ASKED;
            case WITH_TASK -> Reason.ASKED_WITH_TASK;
            case DEFAULT -> Reason.DEFAULT_REMINDER;
        };
    }
}
