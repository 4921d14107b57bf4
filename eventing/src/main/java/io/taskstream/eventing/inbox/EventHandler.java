package io.taskstream.eventing.inbox;

import java.util.List;

/** Applies events to a service's state. */
@FunctionalInterface
public interface EventHandler {
    /**
     * Applies events in order, within the transaction that also records them as applied. Throwing undoes all of it: the
     * events are then applied one by one, and those that fail come again a few times before they become dead letters.
     *
     * @param events each for the first time in effect; of one key in the order of the broker, save after failures
     */
    void apply(List<ReceivedEvent> events);
}
