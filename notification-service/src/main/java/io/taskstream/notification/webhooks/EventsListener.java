package io.taskstream.notification.webhooks;

import io.dapr.Topic;
import io.dapr.springboot.annotations.BulkSubscribe;
import io.taskstream.contracts.Topics;
import io.taskstream.eventing.dapr.PubSub;
import io.taskstream.eventing.inbox.BulkAck;
import io.taskstream.eventing.inbox.BulkDelivery;
import io.taskstream.eventing.inbox.Subscription;
import io.taskstream.eventing.inbox.Subscriptions;
import io.taskstream.notification.notifications.RemindersRang;
import org.springframework.context.event.EventListener;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Follows what webhooks can listen to; {@code reminders} come by way of who follows them already. An event is delivered
 * to a webhook once by the table of deliveries itself, so most events, which nobody listens to, leave nothing behind.
 */
@RestController("webhookEventsListener")
class EventsListener {
    private final Subscription taskEvents;
    private final Subscription taskUpdates;
    private final Subscription notifications;
    private final NewDeliveries deliveries;

    EventsListener(Subscriptions subscriptions, NewDeliveries deliveries) {
        this.deliveries = deliveries;
        this.taskEvents = subscriptions.repeatable(Topics.TASK_EVENTS, deliveries);
        this.taskUpdates = subscriptions.repeatable(Topics.TASK_UPDATES, deliveries);
        this.notifications = subscriptions.repeatable(Topics.NOTIFICATIONS, deliveries);
    }

    @EventListener
    void on(RemindersRang reminders) {
        deliveries.apply(reminders.events());
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
    BulkAck taskEventDeadLetters(@RequestBody BulkDelivery delivery) {
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
    BulkAck taskUpdateDeadLetters(@RequestBody BulkDelivery delivery) {
        return taskUpdates.deliverDeadLetters(delivery);
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
    BulkAck notificationDeadLetters(@RequestBody BulkDelivery delivery) {
        return notifications.deliverDeadLetters(delivery);
    }
}
