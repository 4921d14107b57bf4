package io.taskstream.notification.webhooks;

import com.github.f4b6a3.uuid.UuidCreator;
import io.taskstream.contracts.Envelope;
import io.taskstream.contracts.EventJson;
import io.taskstream.eventing.inbox.EventHandler;
import io.taskstream.eventing.inbox.ReceivedEvent;
import io.taskstream.notification.webhooks.WebhookDeliveries.Listener;
import io.taskstream.notification.webhooks.WebhookDeliveries.New;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Makes deliveries of events, one for each webhook that wants the event, within the transaction of the event's effect.
 * For users without webhooks that is a part of one query.
 */
@Component
class NewDeliveries implements EventHandler {
    private final WebhookDeliveries deliveries;
    private final ApplicationEventPublisher facts;

    NewDeliveries(WebhookDeliveries deliveries, ApplicationEventPublisher facts) {
        this.deliveries = deliveries;
        this.facts = facts;
    }

    @Override
    public void apply(List<ReceivedEvent> events) {
        Map<String, List<Listener>> listeners = deliveries
                .listeners(
                        distinct(events, event -> Set.of(event.data().userId())),
                        distinct(events, NewDeliveries::names))
                .stream()
                .collect(Collectors.groupingBy(Listener::userId));
        if (listeners.isEmpty()) {
            return;
        }
        List<New> made = new ArrayList<>();
        for (ReceivedEvent event : events) {
            for (Listener listener : listeners.getOrDefault(event.data().userId(), List.of())) {
                if (listener.eventTypes().stream().anyMatch(names(event)::contains)) {
                    made.add(of(event.envelope(), listener.webhookId()));
                }
            }
        }
        store(made);
    }

    /** Makes one of an envelope that didn't come from the broker; its id. */
    UUID add(Envelope<?> envelope, UUID webhookId) {
        New delivery = of(envelope, webhookId);
        store(List.of(delivery));
        return delivery.deliveryId();
    }

    private void store(List<New> made) {
        if (!made.isEmpty()) {
            deliveries.insert(made);
            facts.publishEvent(new DeliveriesDue());
        }
    }

    private static New of(Envelope<?> envelope, UUID webhookId) {
        return new New(
                // ids grow with time: the newest are listed first by them
                UuidCreator.getTimeOrderedEpoch(),
                webhookId,
                envelope.id(),
                envelope.type(),
                EventJson.mapper().writeValueAsString(envelope),
                envelope.causeTrace());
    }

    private static Set<String> names(ReceivedEvent event) {
        return EventTypes.namesOf(event.type());
    }

    private static Set<String> distinct(
            List<ReceivedEvent> events, Function<ReceivedEvent, Collection<String>> values) {
        return events.stream().flatMap(event -> values.apply(event).stream()).collect(Collectors.toSet());
    }
}
