package io.taskstream.eventing.inbox;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event that could not be applied; its payload is {@link DeadLetters#event}.
 *
 * @param topic where its original stands, with {@code partition} and {@code offset}
 * @param eventId null where the envelope can't be read
 * @param key the events of one key are in order
 * @param cause of the last failure
 * @param attempts made so far
 * @param settledBy the operator who redrove or discarded it
 */
public record DeadLetter(
        long deadLetterId,
        String topic,
        int partition,
        long offset,
        @Nullable UUID eventId,
        @Nullable String eventType,
        @Nullable String key,
        String cause,
        int attempts,
        State state,
        Instant firstFailedAt,
        Instant lastFailedAt,
        @Nullable Instant settledAt,
        @Nullable String settledBy,
        @Nullable String discardReason) {

    /** Where it stands. */
    public enum State {
        /** The sidecar still delivers it again. */
        @JsonProperty("retrying")
        RETRYING,
        /** Waits for an operator. */
        @JsonProperty("dead")
        DEAD,
        /** Applied at an operator's word. */
        @JsonProperty("redriven")
        REDRIVEN,
        /** Given up, with a reason. */
        @JsonProperty("discarded")
        DISCARDED;

        /** The name in the database and on the wire. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /**
         * The state of that name.
         *
         * @throws IllegalArgumentException for any other
         */
        public static State ofWireName(String name) {
            return valueOf(name.toUpperCase(Locale.ROOT));
        }

        /** Why nothing can be done with a dead letter that stands there, in words that follow its name. */
        public String obstacle() {
            return switch (this) {
                case RETRYING -> "is still being delivered; it waits for an operator when the sidecar gives up";
                case DEAD -> "waits for an operator";
                case REDRIVEN -> "was redriven already";
                case DISCARDED -> "was discarded";
            };
        }
    }
}
