package io.taskstream.notification.channels;

import io.taskstream.contracts.Event;
import java.util.List;

/** How an attempt to send ended; reasons are for the person whom the message is for. */
public sealed interface Result {
    /**
     * It's on its way: what comes next has taken it.
     *
     * @param events what the platform is to hear of it besides; published if, and only if, the end is recorded
     */
    record Sent(List<Event> events) implements Result {
        public Sent {
            events = List.copyOf(events);
        }

        public Sent() {
            this(List.of());
        }
    }

    /** Not this time, and perhaps not at all: whether it went out is not known in every case. Worth another attempt. */
    record Unsent(String reason) implements Result {}

    /** As {@link Unsent}, and the next message would fare no better: who is to take them is down, or busy. */
    record Unavailable(String reason) implements Result {}

    /** Never, as things are: another attempt would be in vain. */
    record Refused(String reason) implements Result {}
}
