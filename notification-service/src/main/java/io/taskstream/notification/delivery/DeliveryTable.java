package io.taskstream.notification.delivery;

import io.taskstream.notification.channels.Content;
import io.taskstream.notification.channels.ContentJson;
import io.taskstream.notification.channels.Message;
import io.taskstream.notification.channels.NotificationKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Notifications as a queue, by the database's clock. */
@Repository
class DeliveryTable {
    private final JdbcClient jdbc;
    private final ContentJson contents;

    DeliveryTable(JdbcClient jdbc, ContentJson contents) {
        this.jdbc = jdbc;
        this.contents = contents;
    }

    /**
     * Begins attempts at the longest due deliveries over a channel. Until the lease ends nobody else begins one at the
     * same notifications; after it, the attempt counts as lost and the notification is due again.
     */
    List<Attempt> claim(String channel, int limit, Duration lease) {
        return jdbc.sql("""
                        with due as (
                            select notification_id, user_id from notification
                            where channel = ? and next_attempt_at <= statement_timestamp()
                            order by next_attempt_at limit ? for update skip locked)
                        update notification n
                        set status = 'SENDING', attempts = n.attempts + 1, updated_at = statement_timestamp(),
                            next_attempt_at = statement_timestamp() + make_interval(secs => ?)
                        from due left join preferences p on p.user_id = due.user_id
                        where n.notification_id = due.notification_id
                        returning n.notification_id, n.user_id, coalesce(p.settings ->> 'time_zone', 'UTC') as zone,
                            n.kind, n.content, n.task_id, n.reminder_id, n.task_title, n.remind_at, n.late,
                            n.channel, n.attempts, n.causetrace
                        """)
                .params(channel, limit, seconds(lease))
                .query(this::attempt)
                .list();
    }

    /** Ends an attempt; empty if it has counted as lost in the meantime, and another one has begun. */
    Optional<Settled> settle(Attempt attempt, Verdict verdict) {
        Duration retryIn = verdict.retryIn();
        return jdbc.sql("""
                        update notification
                        set status = :status, reason = :reason, version = version + 1, updated_at = now(),
                            sent_at = case when :status = 'SENT' then now() end,
                            content = case when :status = 'RETRYING' then content end,
                            next_attempt_at = now() + make_interval(secs => cast(:retryIn as double precision))
                        where notification_id = :id and attempts = :attempt and status = 'SENDING'
                        returning version, updated_at
                        """)
                .param("status", verdict.status().name())
                .param("reason", verdict.reason())
                .param("retryIn", retryIn == null ? null : seconds(retryIn))
                .param("id", attempt.message().notificationId())
                .param("attempt", attempt.number())
                .query((row, number) -> new Settled(row.getLong("version"), instant(row, "updated_at")))
                .optional();
    }

    private Attempt attempt(ResultSet row, int number) throws SQLException {
        return new Attempt(
                new Message(
                        row.getObject("notification_id", UUID.class),
                        row.getString("user_id"),
                        ZoneId.of(row.getString("zone")),
                        content(row)),
                row.getString("channel"),
                row.getInt("attempts"),
                row.getString("causetrace"));
    }

    private Content content(ResultSet row) throws SQLException {
        return switch (NotificationKind.valueOf(row.getString("kind"))) {
            case REMINDER ->
                new Content.Reminder(
                        row.getLong("task_id"),
                        row.getLong("reminder_id"),
                        row.getString("task_title"),
                        instant(row, "remind_at"),
                        row.getBoolean("late"));
            case DIGEST -> contents.read(row.getString("content"), Content.Digest.class);
            case VERIFICATION -> contents.read(row.getString("content"), Content.VerificationCode.class);
        };
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    /**
     * A notification after an attempt.
     *
     * @param at by the database's clock
     */
    record Settled(long version, Instant at) {}
}
