package io.taskstream.contracts;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes envelopes as the wire has them; tolerant of fields it doesn't know, strict about those it does. */
public final class EventJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private EventJson() {}

    /** The mapper of the wire format. */
    public static JsonMapper mapper() {
        return MAPPER;
    }

    /** The structured-mode bytes of an envelope. */
    public static byte[] write(Envelope<? extends Event> envelope) {
        return MAPPER.writeValueAsBytes(envelope);
    }

    /**
     * An envelope with its data still unread.
     *
     * @throws JacksonException if it isn't JSON or misses an attribute of the envelope
     */
    public static Envelope<JsonNode> read(JsonNode envelope) {
        return MAPPER.readerFor(MAPPER.getTypeFactory().constructParametricType(Envelope.class, JsonNode.class))
                .readValue(envelope);
    }

    /**
     * The data of an envelope as its type's record.
     *
     * @throws JacksonException if the data doesn't fit the type
     */
    public static Event data(EventType type, JsonNode data) {
        return MAPPER.treeToValue(data, type.dataType());
    }
}
