package io.taskstream.eventing.inbox;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

/**
 * An event that could not be applied.
 *
 * @param topic where its original stands, with {@code partition} and {@code offset}
 * @param eventId null where the envelope can't be read
 * @param cause of the last failure
 * @param attempts made so far
 * @param settledBy the operator who redrove or discarded it
 * @param payload the envelope as it came
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
        @Nullable String discardReason,
        String payload) {

    /** Where it stands. */
    public enum State {
        /** The sidecar still delivers it again. */
        RETRYING,
        /** Waits for an operator. */
        DEAD,
        /** Applied at an operator's word. */
        REDRIVEN,
        /** Given up, with a reason. */
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
    }

    /** The event as the sidecar would deliver it. */
    BulkDelivery.Entry asEntry() {
        return new BulkDelivery.Entry(
                Long.toString(deadLetterId),
                event(),
                Map.of(
                        "__topic", topic,
                        "__partition", Integer.toString(partition),
                        "__offset", Long.toString(offset)));
    }

    private JsonNode event() {
        try {
            return JsonMapper.shared().readTree(payload);
        } catch (JacksonException e) {
            return StringNode.valueOf(payload);
        }
    }
}
