package io.taskstream.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The channel over which a user wants to hear of a reminder. */
public enum NotificationMethod {
    @JsonProperty("email")
    EMAIL,
    @JsonProperty("push")
    PUSH,
    @JsonProperty("sms")
    SMS
}
