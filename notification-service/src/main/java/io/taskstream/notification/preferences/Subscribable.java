package io.taskstream.notification.preferences;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What people can choose to hear of. */
public enum Subscribable {
    @JsonProperty("reminder")
    REMINDER
}
