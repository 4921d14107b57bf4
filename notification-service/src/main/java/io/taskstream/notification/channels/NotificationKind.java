package io.taskstream.notification.channels;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a notification is about. */
public enum NotificationKind {
    @JsonProperty("reminder")
    REMINDER,
    @JsonProperty("digest")
    DIGEST,
    @JsonProperty("verification")
    VERIFICATION
}
