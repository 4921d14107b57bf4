package io.taskstream.notification.webhooks;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a delivery stands. */
enum DeliveryStatus {
    @JsonProperty("pending")
    PENDING,
    @JsonProperty("sending")
    SENDING,
    @JsonProperty("retrying")
    RETRYING,
    @JsonProperty("delivered")
    DELIVERED,
    @JsonProperty("failed")
    FAILED
}
