package io.taskstream.notification.notifications;

import io.taskstream.eventing.inbox.ReceivedEvent;
import java.util.List;

/**
 * Reminders rang. Told within the transaction in which their notifications are stored, for whoever else has to act on
 * them: a service has one subscription to a topic.
 */
public record RemindersRang(List<ReceivedEvent> events) {
    public RemindersRang {
        events = List.copyOf(events);
    }
}
