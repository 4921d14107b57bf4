package io.taskstream.reminder.reminders;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a reminder stands. */
enum ReminderStatus {
    @JsonProperty("scheduled")
    SCHEDULED,
    /** Relative to a due date that the task doesn't have, or that leaves no time for it. */
    @JsonProperty("waiting")
    WAITING,
    @JsonProperty("fired")
    FIRED,
    @JsonProperty("cancelled")
    CANCELLED
}
