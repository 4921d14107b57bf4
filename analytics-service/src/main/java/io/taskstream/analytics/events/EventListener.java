package io.taskstream.analytics.events;

import io.dapr.Topic;
import io.dapr.springboot.annotations.BulkSubscribe;
import io.taskstream.contracts.Topics;
import io.taskstream.eventing.dapr.PubSub;
import io.taskstream.eventing.inbox.BulkAck;
import io.taskstream.eventing.inbox.BulkDelivery;
import io.taskstream.eventing.inbox.EventHandler;
import io.taskstream.eventing.inbox.ReceivedEvent;
import io.taskstream.eventing.inbox.Subscription;
import io.taskstream.eventing.inbox.Subscriptions;
import java.util.List;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Takes every event there is: into the store first, then to those who make something of it. */
@RestController
class EventListener {
    private final Subscription taskEvents;
    private final Subscription taskUpdates;
    private final Subscription reminders;
    private final Subscription notifications;

    EventListener(Subscriptions subscriptions, EventStore store, List<EventHandler> derived) {
        EventHandler handler = (List<ReceivedEvent> events) -> {
            store.append(events);
            derived.forEach(each -> each.apply(events));
        };
        this.taskEvents = subscriptions.batches(Topics.TASK_EVENTS, handler);
        this.taskUpdates = subscriptions.batches(Topics.TASK_UPDATES, handler);
        this.reminders = subscriptions.batches(Topics.REMINDERS, handler);
        this.notifications = subscriptions.batches(Topics.NOTIFICATIONS, handler);
    }

    @Topic(pubsubName = PubSub.NAME, name = Topics.TASK_EVENTS, deadLetterTopic = Topics.TASK_EVENTS_DLQ)
    @BulkSubscribe(maxMessagesCount = PubSub.BATCH, maxAwaitDurationMs = PubSub.AWAIT_MS)
    @PostMapping(PubSub.ROUTE + Topics.TASK_EVENTS)
    BulkAck taskEvents(@RequestBody BulkDelivery delivery) {
        return taskEvents.deliver(delivery);
    }

    @Topic(pubsubName = PubSub.NAME, name = Topics.TASK_EVENTS_DLQ, metadata = PubSub.AS_BYTES)
    @BulkSubscribe(maxMessagesCount = PubSub.BATCH, maxAwaitDurationMs = PubSub.AWAIT_MS)
    @PostMapping(PubSub.ROUTE + Topics.TASK_EVENTS_DLQ)
    BulkAck taskEventsDeadLetters(@RequestBody BulkDelivery delivery) {
        return taskEvents.deliverDeadLetters(delivery);
    }

    @Topic(pubsubName = PubSub.NAME, name = Topics.TASK_UPDATES, deadLetterTopic = Topics.TASK_UPDATES_DLQ)
    @BulkSubscribe(maxMessagesCount = PubSub.BATCH, maxAwaitDurationMs = PubSub.AWAIT_MS)
    @PostMapping(PubSub.ROUTE + Topics.TASK_UPDATES)
    BulkAck taskUpdates(@RequestBody BulkDelivery delivery) {
        return taskUpdates.deliver(delivery);
    }

    @Topic(pubsubName = PubSub.NAME, name = Topics.TASK_UPDATES_DLQ, metadata = PubSub.AS_BYTES)
    @BulkSubscribe(maxMessagesCount = PubSub.BATCH, maxAwaitDurationMs = PubSub.AWAIT_MS)
    @PostMapping(PubSub.ROUTE + Topics.TASK_UPDATES_DLQ)
    BulkAck taskUpdatesDeadLetters(@RequestBody BulkDelivery delivery) {
        return taskUpdates.deliverDeadLetters(delivery);
    }

    @Topic(pubsubName = PubSub.NAME, name = Topics.REMINDERS, deadLetterTopic = Topics.REMINDERS_DLQ)
    @BulkSubscribe(maxMessagesCount = PubSub.BATCH, maxAwaitDurationMs = PubSub.AWAIT_MS)
    @PostMapping(PubSub.ROUTE + Topics.REMINDERS)
    BulkAck reminders(@RequestBody BulkDelivery delivery) {
        return reminders.deliver(delivery);
    }

    @Topic(pubsubName = PubSub.NAME, name = Topics.REMINDERS_DLQ, metadata = PubSub.AS_BYTES)
    @BulkSubscribe(maxMessagesCount = PubSub.BATCH, maxAwaitDurationMs = PubSub.AWAIT_MS)
    @PostMapping(PubSub.ROUTE + Topics.REMINDERS_DLQ)
    BulkAck remindersDeadLetters(@RequestBody BulkDelivery delivery) {
        return reminders.deliverDeadLetters(delivery);
    }

    @Topic(pubsubName = PubSub.NAME, name = Topics.NOTIFICATIONS, deadLetterTopic = Topics.NOTIFICATIONS_DLQ)
    @BulkSubscribe(maxMessagesCount = PubSub.BATCH, maxAwaitDurationMs = PubSub.AWAIT_MS)
    @PostMapping(PubSub.ROUTE + Topics.NOTIFICATIONS)
    BulkAck notifications(@RequestBody BulkDelivery delivery) {
        return notifications.deliver(delivery);
    }

    @Topic(pubsubName = PubSub.NAME, name = Topics.NOTIFICATIONS_DLQ, metadata = PubSub.AS_BYTES)
    @BulkSubscribe(maxMessagesCount = PubSub.BATCH, maxAwaitDurationMs = PubSub.AWAIT_MS)
    @PostMapping(PubSub.ROUTE + Topics.NOTIFICATIONS_DLQ)
    BulkAck notificationsDeadLetters(@RequestBody BulkDelivery delivery) {
        return notifications.deliverDeadLetters(delivery);
    }
}
