package io.taskstream.eventing.testing;

import io.taskstream.contracts.EventJson;
import io.taskstream.contracts.EventType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.UUID;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** The example events of the contracts, as envelopes to deliver; each call gives a copy to change at will. */
public final class GoldenEvents {

    private GoldenEvents() {}

    /** The golden example of a type. */
    public static ObjectNode of(EventType type) {
        String file = "/contracts/examples/" + type.wireName() + ".json";
        try (InputStream stream = GoldenEvents.class.getResourceAsStream(file)) {
            return (ObjectNode) EventJson.mapper().readTree(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The golden example with another id and changed data. */
    public static ObjectNode of(EventType type, Consumer<ObjectNode> changeData) {
        ObjectNode envelope = of(type);
        envelope.put("id", UUID.randomUUID().toString());
        changeData.accept((ObjectNode) envelope.get("data"));
        return envelope;
    }
}
