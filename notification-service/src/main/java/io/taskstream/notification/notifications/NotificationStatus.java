package io.taskstream.notification.notifications;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a notification stands. */
enum NotificationStatus {
    @JsonProperty("pending")
    PENDING,
    @JsonProperty("sending")
    SENDING,
    @JsonProperty("retrying")
    RETRYING,
    @JsonProperty("sent")
    SENT,
    @JsonProperty("failed")
    FAILED,
    @JsonProperty("suppressed")
    SUPPRESSED
}
