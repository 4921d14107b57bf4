package io.taskstream.reminder.reminders;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a reminder stands. */
enum ReminderStatus {
    @JsonProperty("scheduled")
    SCHEDULED,
    @JsonProperty("fired")
    FIRED,
    @JsonProperty("cancelled")
    CANCELLED
}
