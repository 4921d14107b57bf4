package io.taskstream.notification.notifications;

import io.dapr.Topic;
import io.dapr.springboot.annotations.BulkSubscribe;
import io.taskstream.contracts.FieldUpdated;
import io.taskstream.contracts.InAppNotification;
import io.taskstream.contracts.NotificationOutcome;
import io.taskstream.contracts.PreferencesChanged;
import io.taskstream.contracts.ReminderDue;
import io.taskstream.contracts.TaskEvent;
import io.taskstream.contracts.Topics;
import io.taskstream.eventing.dapr.PubSub;
import io.taskstream.eventing.inbox.BulkAck;
import io.taskstream.eventing.inbox.BulkDelivery;
import io.taskstream.eventing.inbox.ReceivedEvent;
import io.taskstream.eventing.inbox.Subscription;
import io.taskstream.eventing.inbox.Subscriptions;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Follows {@code reminders}. */
@RestController
class RemindersListener {
    private final Subscription reminders;
    private final NewNotifications notifications;

    RemindersListener(Subscriptions subscriptions, NewNotifications notifications, ApplicationEventPublisher facts) {
        this.reminders =
                subscriptions.each(Topics.REMINDERS, this::on, events -> facts.publishEvent(new RemindersRang(events)));
        this.notifications = notifications;
    }

    private void on(ReceivedEvent event) {
        switch (event.data()) {
            case ReminderDue reminder -> notifications.store(event.envelope().id(), reminder);
            case TaskEvent _, FieldUpdated _, NotificationOutcome _, InAppNotification _, PreferencesChanged _ ->
                throw new IllegalArgumentException(event.type() + " doesn't belong on " + Topics.REMINDERS);
        }
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
    BulkAck deadLetters(@RequestBody BulkDelivery delivery) {
        return reminders.deliverDeadLetters(delivery);
    }
}
