package io.taskstream.notification.delivery;

import io.taskstream.contracts.NotificationOutcome;
import io.taskstream.notification.channels.Content;
import io.taskstream.notification.channels.Message;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at a delivery, which this instance has claimed.
 *
 * @param number 1 for the first; while it's under way no other attempt has the same
 * @param causeTrace the W3C traceparent of the event that asked for the notification
 */
record Attempt(
        Message message,
        String channel,
        int number,
        @Nullable String causeTrace) {

    /** What the platform is told of its end. */
    NotificationOutcome outcome(Verdict verdict, Instant at, long version) {
        Content.Reminder reminder = message.content() instanceof Content.Reminder r ? r : null;
        return new NotificationOutcome(
                message.notificationId(),
                message.userId(),
                reminder == null ? null : reminder.taskId(),
                reminder == null ? null : reminder.reminderId(),
                channel,
                verdict.status(),
                number,
                verdict.reason(),
                at,
                version);
    }
}
