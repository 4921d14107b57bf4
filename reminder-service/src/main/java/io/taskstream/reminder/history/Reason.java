package io.taskstream.reminder.history;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.taskstream.contracts.ReminderDue.Deferral;

/** Why something became of a reminder. */
public enum Reason {
    @JsonProperty("asked")
    ASKED,
    @JsonProperty("asked_with_task")
    ASKED_WITH_TASK,
    @JsonProperty("default_reminder")
    DEFAULT_REMINDER,
    @JsonProperty("repeat")
    REPEAT,
    @JsonProperty("due_date_set")
    DUE_DATE_SET,
    @JsonProperty("due_date_moved")
    DUE_DATE_MOVED,
    @JsonProperty("preferences_changed")
    PREFERENCES_CHANGED,
    @JsonProperty("quiet_hours")
    QUIET_HOURS,
    @JsonProperty("working_days")
    WORKING_DAYS,
    @JsonProperty("snoozed")
    SNOOZED,
    @JsonProperty("due")
    DUE,
    /** No instance was looking for what is due at that time. */
    @JsonProperty("outage")
    OUTAGE,
    /** It was looked for what is due, and there was more than could be fired in time. */
    @JsonProperty("backlog")
    BACKLOG,
    /** Its instant had passed when it was scheduled. */
    @JsonProperty("scheduled_late")
    SCHEDULED_LATE,
    @JsonProperty("no_due_date")
    NO_DUE_DATE,
    @JsonProperty("due_date_removed")
    DUE_DATE_REMOVED,
    /** A due date that leaves no time for the reminder. */
    @JsonProperty("already_past")
    ALREADY_PAST,
    @JsonProperty("by_user")
    BY_USER,
    @JsonProperty("task_completed")
    TASK_COMPLETED,
    @JsonProperty("task_deleted")
    TASK_DELETED;

    public static Reason of(Deferral deferral) {
        return switch (deferral) {
            case QUIET_HOURS -> QUIET_HOURS;
            case WORKING_DAYS -> WORKING_DAYS;
        };
    }
}
