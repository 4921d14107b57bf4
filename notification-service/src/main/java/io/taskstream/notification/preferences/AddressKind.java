package io.taskstream.notification.preferences;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The addresses that have to be verified. */
public enum AddressKind {
    @JsonProperty("email")
    EMAIL,
    @JsonProperty("phone")
    PHONE
}
