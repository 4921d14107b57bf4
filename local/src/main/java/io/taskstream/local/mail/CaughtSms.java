package io.taskstream.local.mail;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * A short message that was caught.
 *
 * @param sid as Twilio names messages
 */
public record CaughtSms(
        String sid,
        String from,
        String to,
        String body,
        @JsonProperty("received_at") Instant receivedAt) {}
