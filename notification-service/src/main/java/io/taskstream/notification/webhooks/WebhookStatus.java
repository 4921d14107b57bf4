package io.taskstream.notification.webhooks;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a webhook is told of events. */
enum WebhookStatus {
    @JsonProperty("active")
    ACTIVE,
    /** Its user wants a break. */
    @JsonProperty("paused")
    PAUSED,
    /** It answered 410. */
    @JsonProperty("gone")
    GONE,
    /** It took nothing for days. */
    @JsonProperty("failing")
    FAILING
}
