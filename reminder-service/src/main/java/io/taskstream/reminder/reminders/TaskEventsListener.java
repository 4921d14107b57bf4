package io.taskstream.reminder.reminders;

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
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Follows {@code task-events}. */
@RestController
class TaskEventsListener {
    private final Subscription taskEvents;
    private final TaskFollower follower;

    TaskEventsListener(Subscriptions subscriptions, TaskFollower follower) {
        this.taskEvents = subscriptions.each(Topics.TASK_EVENTS, this::on);
        this.follower = follower;
    }

    private void on(ReceivedEvent event) {
        switch (event.data()) {
            case TaskEvent change -> follower.follow(change);
            case FieldUpdated _, ReminderDue _, NotificationOutcome _, InAppNotification _, PreferencesChanged _ ->
                throw new IllegalArgumentException(event.type() + " doesn't belong on " + Topics.TASK_EVENTS);
        }
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
    BulkAck deadLetters(@RequestBody BulkDelivery delivery) {
        return taskEvents.deliverDeadLetters(delivery);
    }
}
