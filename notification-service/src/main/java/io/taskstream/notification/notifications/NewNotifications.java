package io.taskstream.notification.notifications;

import com.github.f4b6a3.uuid.UuidCreator;
import io.taskstream.contracts.ReminderDue;
import io.taskstream.eventing.trace.CauseTrace;
import io.taskstream.notification.channels.Channels;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Makes notifications of events, one of each, within the transaction of the event's effect. */
@Component
class NewNotifications {
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher facts;

    NewNotifications(JdbcClient jdbc, ApplicationEventPublisher facts) {
        this.jdbc = jdbc;
        this.facts = facts;
    }

    void store(UUID eventId, ReminderDue reminder) {
        String channel = Channels.nameOf(reminder.notificationMethod());
        int stored = jdbc.sql("""
                        insert into notification (notification_id, event_id, channel, user_id, task_id, reminder_id,
                            task_title, remind_at, late, status, next_attempt_at, causetrace, version, created_at,
                            updated_at)
                        values (:notificationId, :eventId, :channel, :userId, :taskId, :reminderId,
                            :taskTitle, :remindAt, :late, 'PENDING', now(), :causetrace, 1, now(), now())
                        on conflict (event_id, channel) do nothing
                        """)
                // ids grow with time: the newest are listed first by them
                .param("notificationId", UuidCreator.getTimeOrderedEpoch())
                .param("eventId", eventId)
                .param("channel", channel)
                .param("userId", reminder.userId())
                .param("taskId", reminder.taskId())
                .param("reminderId", reminder.reminderId())
                .param("taskTitle", reminder.taskTitle())
                .param("remindAt", reminder.remindAt().atOffset(ZoneOffset.UTC))
                .param("late", reminder.late())
                .param("causetrace", CauseTrace.current())
                .update();
        if (stored == 1) {
            facts.publishEvent(new NotificationStored(channel));
        }
    }
}
