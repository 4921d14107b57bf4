package io.taskstream.local.mail;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * A push message that was caught.
 *
 * @param sequenceId devices show one message of those with the same
 */
public record CaughtPush(
        long id,
        String topic,
        String title,
        String message,
        int priority,
        @JsonProperty("sequence_id") String sequenceId,
        @JsonProperty("received_at") Instant receivedAt) {}
