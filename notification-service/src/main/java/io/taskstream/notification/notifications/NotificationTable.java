package io.taskstream.notification.notifications;

import io.taskstream.contracts.ReminderDue;
import io.taskstream.notification.channels.Content;
import io.taskstream.notification.channels.ContentJson;
import io.taskstream.notification.notifications.NewNotifications.Begin;
import io.taskstream.notification.preferences.ChannelName;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Notifications as they are first stored. */
@Repository
class NotificationTable {
    private final JdbcClient jdbc;
    private final ContentJson contents;

    NotificationTable(JdbcClient jdbc, ContentJson contents) {
        this.jdbc = jdbc;
        this.contents = contents;
    }

    /** Whether this event had none for that channel yet. */
    boolean insert(
            UUID id,
            UUID eventId,
            ReminderDue reminder,
            ChannelName channel,
            Begin begin,
            @Nullable String reason,
            @Nullable String causeTrace) {
        return jdbc.sql("""
                        insert into notification (notification_id, event_id, kind, channel, user_id, task_id, reminder_id,
                            task_title, remind_at, late, status, next_attempt_at, collected, reason, causetrace,
                            version, created_at, updated_at)
                        values (:id, :eventId, 'REMINDER', :channel, :userId, :taskId, :reminderId,
                            :taskTitle, :remindAt, :late, :status, case when :now then now() end, :collected, :reason,
                            :causetrace, 1, now(), now())
                        on conflict (event_id, channel) do nothing
                        """)
                        .param("id", id)
                        .param("eventId", eventId)
                        .param("channel", channel.text())
                        .param("userId", reminder.userId())
                        .param("taskId", reminder.taskId())
                        .param("reminderId", reminder.reminderId())
                        .param("taskTitle", reminder.taskTitle())
                        .param("remindAt", reminder.remindAt().atOffset(ZoneOffset.UTC))
                        .param("late", reminder.late())
                        .param("status", begin == Begin.NEVER ? "SUPPRESSED" : "PENDING")
                        .param("now", begin == Begin.NOW)
                        .param("collected", begin == Begin.WITH_DIGEST)
                        .param("reason", reason)
                        .param("causetrace", causeTrace)
                        .update()
                == 1;
    }

    void insert(UUID id, String userId, ChannelName channel, Content content, @Nullable String causeTrace) {
        jdbc.sql("""
                        insert into notification (notification_id, event_id, kind, content, channel, user_id, late,
                            status, next_attempt_at, causetrace, version, created_at, updated_at)
                        values (:id, :id, :kind, cast(:content as jsonb), :channel, :userId, false,
                            'PENDING', now(), :causetrace, 1, now(), now())
                        """)
                .param("id", id)
                .param("kind", content.kind().name())
                .param("content", contents.write(content))
                .param("channel", channel.text())
                .param("userId", userId)
                .param("causetrace", causeTrace)
                .update();
    }

    /**
     * Forgets some that are settled and older than that; how many. They are found by their ids, which grow with time, so
     * that no notification has to be entered in an index of ages.
     *
     * @param before an id: none that is greater is looked at
     */
    int purge(UUID before, Duration age, int limit) {
        return jdbc.sql("""
                        delete from notification where notification_id in (
                            select notification_id from notification
                            where notification_id < :before and created_at < now() - make_interval(secs => :age)
                                and status in ('SENT', 'FAILED', 'SUPPRESSED')
                            order by notification_id limit :limit for update skip locked)
                        """)
                .param("before", before)
                .param("age", age.toSeconds())
                .param("limit", limit)
                .update();
    }

    Instant now() {
        return jdbc.sql("select now()").query(OffsetDateTime.class).single().toInstant();
    }
}
