package io.taskstream.reminder.preferences;

import io.dapr.Topic;
import io.dapr.springboot.annotations.BulkSubscribe;
import io.taskstream.contracts.PreferencesChanged;
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

/** Follows the changes of preferences on {@code notifications}; what else is told there is for others. */
@RestController
class NotificationsListener {
    private final Subscription notifications;
    private final UserPreferences preferences;
    private final ApplicationEventPublisher facts;

    NotificationsListener(Subscriptions subscriptions, UserPreferences preferences, ApplicationEventPublisher facts) {
        this.notifications = subscriptions.each(Topics.NOTIFICATIONS, this::on);
        this.preferences = preferences;
        this.facts = facts;
    }

    private void on(ReceivedEvent event) {
        if (event.data() instanceof PreferencesChanged changed && preferences.apply(changed)) {
            facts.publishEvent(new PreferencesApplied(changed.userId()));
        }
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
    BulkAck deadLetters(@RequestBody BulkDelivery delivery) {
        return notifications.deliverDeadLetters(delivery);
    }
}
