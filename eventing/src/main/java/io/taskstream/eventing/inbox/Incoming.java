package io.taskstream.eventing.inbox;

import io.taskstream.contracts.Envelope;
import io.taskstream.contracts.EventJson;
import io.taskstream.contracts.EventType;
import io.taskstream.eventing.inbox.DeadLetters.Letter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** An entry of a delivery, once looked at. */
sealed interface Incoming {
    String entryId();

    /** Can be applied. */
    record Applicable(String entryId, ReceivedEvent event, JsonNode raw) implements Incoming {
        String key() {
            return event.envelope().partitionKey();
        }

        Letter letter() {
            Envelope<JsonNode> envelope = event.envelope();
            return new Letter(event.position(), envelope.id(), envelope.type(), key(), raw.toString());
        }
    }

    /** Of a type that this build doesn't know. */
    record Unknown(String entryId, String type) implements Incoming {}

    /** Not one of our events, or its data don't fit its type. */
    record Malformed(String entryId, Letter letter, String cause) implements Incoming {}

    static Incoming of(String topic, BulkDelivery.Entry entry) {
        JsonNode raw = unpacked(entry.event());
        Position position = position(topic, entry.metadata());
        try {
            if (raw == null || !raw.isObject()) {
                throw new IllegalArgumentException("The event is not a CloudEvent in structured JSON");
            }
            Envelope<JsonNode> envelope = EventJson.read(raw);
            Optional<EventType> type = EventType.ofWireName(envelope.type());
            if (type.isEmpty()) {
                return new Unknown(entry.entryId(), envelope.type());
            }
            return new Applicable(
                    entry.entryId(),
                    new ReceivedEvent(type.get(), envelope, EventJson.data(type.get(), envelope.data()), position),
                    raw);
        } catch (JacksonException | IllegalArgumentException e) {
            return new Malformed(
                    entry.entryId(),
                    new Letter(position, null, text(raw, "type"), text(raw, "partitionkey"), String.valueOf(raw)),
                    DeadLetters.describe(e));
        }
    }

    /** A record that came as bytes is in base64; one that isn't JSON stays text. */
    private static @Nullable JsonNode unpacked(@Nullable JsonNode event) {
        if (event == null || !event.isString()) {
            return event;
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(event.asString());
            try {
                return EventJson.mapper().readTree(bytes);
            } catch (JacksonException e) {
                return StringNode.valueOf(new String(bytes, StandardCharsets.UTF_8));
            }
        } catch (IllegalArgumentException e) {
            return event;
        }
    }

    private static @Nullable String text(@Nullable JsonNode raw, String attribute) {
        return raw == null ? null : raw.path(attribute).asString(null);
    }

    private static Position position(String topic, @Nullable Map<String, String> metadata) {
        Map<String, String> place = metadata == null ? Map.of() : metadata;
        try {
            return new Position(
                    place.getOrDefault("__topic", topic),
                    Integer.parseInt(place.getOrDefault("__partition", "-1")),
                    Long.parseLong(place.getOrDefault("__offset", "-1")));
        } catch (NumberFormatException e) {
            return new Position(topic, -1, -1);
        }
    }
}
