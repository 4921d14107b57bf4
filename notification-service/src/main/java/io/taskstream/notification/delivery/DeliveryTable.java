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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Notifications as a queue, by the database's clock. */
@Repository
class DeliveryTable {
    /** The first of those that wait; thousands may, and looking at them must stay cheap. */
    private static final int EXPLAINED = 500;

    private final JdbcClient jdbc;
    private final ContentJson contents;

    DeliveryTable(JdbcClient jdbc, ContentJson contents) {
        this.jdbc = jdbc;
        this.contents = contents;
    }

    /**
     * Begins attempts at the longest due deliveries over a channel, as many as its limit allows. Until the lease ends
     * nobody else begins one at the same notifications; after it, the attempt counts as lost and the notification is due
     * again.
     */
    Claim claim(String channel, int most, Duration lease) {
        return jdbc.sql("""
                        with bucket as (
                            select tokens + per_second * greatest(0,
                                    extract(epoch from statement_timestamp() - filled_at)) as uncapped, burst
                            from channel_limit where channel = :channel for update),
                        due as (
                            select notification_id, user_id, next_attempt_at from notification
                            where channel = :channel and next_attempt_at <= statement_timestamp()
                            order by next_attempt_at limit :most for update skip locked),
                        granted as (
                            select notification_id, user_id from due
                            -- no bucket, no limit
                            order by next_attempt_at limit (select floor(least(uncapped, burst))::int from bucket)),
                        begun as (
                            update notification n
                            set status = 'SENDING', attempts = n.attempts + 1, updated_at = statement_timestamp(),
                                next_attempt_at = statement_timestamp() + make_interval(secs => :lease)
                            from granted left join preferences p on p.user_id = granted.user_id
                            where n.notification_id = granted.notification_id
                            returning n.notification_id, n.user_id,
                                coalesce(p.settings ->> 'time_zone', 'UTC') as zone, n.kind, n.content, n.task_id,
                                n.reminder_id, n.task_title, n.remind_at, n.late, n.channel, n.attempts,
                                n.causetrace),
                        taken as (
                            update channel_limit l
                            set tokens = least(b.uncapped, b.burst) - (select count(*) from granted),
                                filled_at = greatest(l.filled_at, statement_timestamp())
                            from bucket b
                            where l.channel = :channel and exists (select from granted))
                        select (select count(*) from due) as due, begun.*
                        from (select 1) always left join begun on true
                        """)
                .param("channel", channel)
                .param("most", most)
                .param("lease", seconds(lease))
                .query(this::begun);
    }

    private Claim begun(ResultSet rows) throws SQLException {
        List<Attempt> attempts = new ArrayList<>();
        long due = 0;
        while (rows.next()) {
            due = rows.getLong("due");
            if (rows.getObject("notification_id") != null) {
                attempts.add(attempt(rows));
            }
        }
        return new Claim(attempts, due > attempts.size());
    }

    /** Says of what has to wait for a while why it does. */
    void explain(String channel, String reason) {
        jdbc.sql("""
                        update notification n set reason = :reason, updated_at = statement_timestamp()
                        where n.status = 'PENDING' and n.reason is null and n.notification_id in (
                            select notification_id from notification
                            where channel = :channel and next_attempt_at <= statement_timestamp()
                            order by next_attempt_at limit :most)
                        """)
                .param("channel", channel)
                .param("reason", reason)
                .param("most", EXPLAINED)
                .update();
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

    private Attempt attempt(ResultSet row) throws SQLException {
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
     * Attempts that begin now.
     *
     * @param cutShort whether more are due, and have to wait since the channel's limit is reached
     */
    record Claim(List<Attempt> attempts, boolean cutShort) {}

    /**
     * A notification after an attempt.
     *
     * @param at by the database's clock
     */
    record Settled(long version, Instant at) {}
}
