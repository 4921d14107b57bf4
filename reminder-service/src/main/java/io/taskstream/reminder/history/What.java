package io.taskstream.reminder.history;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What became of a reminder. */
public enum What {
    @JsonProperty("scheduled")
    SCHEDULED,
    @JsonProperty("rescheduled")
    RESCHEDULED,
    @JsonProperty("deferred")
    DEFERRED,
    @JsonProperty("snoozed")
    SNOOZED,
    @JsonProperty("fired")
    FIRED,
    @JsonProperty("fired_late")
    FIRED_LATE,
    @JsonProperty("suppressed")
    SUPPRESSED,
    @JsonProperty("cancelled")
    CANCELLED
}
