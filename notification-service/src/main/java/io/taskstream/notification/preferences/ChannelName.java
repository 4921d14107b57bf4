package io.taskstream.notification.preferences;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.taskstream.contracts.NotificationMethod;
import java.util.Locale;

/** The ways to a person. */
public enum ChannelName {
    @JsonProperty("email")
    EMAIL,
    @JsonProperty("push")
    PUSH,
    @JsonProperty("sms")
    SMS,
    @JsonProperty("in_app")
    IN_APP,
    @JsonProperty("webhook")
    WEBHOOK;

    /** The one that a reminder asks for. */
    public static ChannelName of(NotificationMethod method) {
        return valueOf(method.name());
    }

    /** As channels call themselves, and the API calls them. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
