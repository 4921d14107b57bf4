package io.taskstream.eventing.dapr;

import java.util.Map;

/** The one pub/sub component, and the routes on which its events arrive. */
public final class PubSub {
    /** The component's name in {@code components/}. */
    public static final String NAME = "pubsub";

    /** Deliveries arrive at this prefix followed by the topic's name. */
    public static final String ROUTE = "/dapr/events/";

    /** Events in one delivery, at most. */
    public static final int BATCH = 200;

    /** How long the sidecar waits for a delivery to fill, in milliseconds. */
    public static final int AWAIT_MS = 10;

    /**
     * Subscription metadata with which records come as they are. A dead-letter topic holds whatever couldn't be read: a
     * sidecar that has to read it as a CloudEvent first would try for ever, and deliver nothing behind it.
     */
    public static final String AS_BYTES = "{\"rawPayload\": \"true\"}";

    /**
     * Metadata of a publish call with which the sidecar passes events on as they are. Ours are whole CloudEvents
     * already: reading and writing each of them again is most of a sidecar's work, and costs the event its
     * {@code traceparent}.
     */
    public static final Map<String, String> WHOLE_EVENTS = Map.of("rawPayload", "true");

    private PubSub() {}
}
