package io.taskstream.notification.digests;

import io.taskstream.contracts.NotificationOutcome;
import io.taskstream.notification.channels.Content;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Digests that are to be made, and the reminders that wait for them. */
@Repository
class DigestTable {
    private static final String WAITING =
            " user_id = :userId and digest_window = :windowEnd and collected and status = 'PENDING'";

    private final JdbcClient jdbc;

    DigestTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Sees to it that there is a digest for that window. Until the transaction ends nobody makes it.
     *
     * @return false if it has been made already
     */
    boolean open(String userId, Instant windowEnd, Instant dueAt) {
        return jdbc.sql("""
                        insert into digest (user_id, window_end, due_at) values (?, ?, ?)
                        on conflict (user_id, window_end) do update set due_at = digest.due_at
                        where digest.due_at is not null
                        """).params(userId, utc(windowEnd), utc(dueAt)).update() == 1;
    }

    void put(UUID reminder, Instant windowEnd) {
        jdbc.sql("update notification set digest_window = ? where notification_id = ?")
                .params(utc(windowEnd), reminder)
                .update();
    }

    /** The longest due digest that nobody else is making. */
    Optional<Due> claim(Instant now) {
        return jdbc.sql("select user_id, window_end from digest where due_at <= ?"
                        + " order by due_at limit 1 for update skip locked")
                .param(utc(now))
                .query((row, number) -> new Due(row.getString("user_id"), instant(row, "window_end")))
                .optional();
    }

    void postpone(Due digest, Instant until) {
        jdbc.sql("update digest set due_at = ? where user_id = ? and window_end = ?")
                .params(utc(until), digest.userId(), utc(digest.windowEnd()))
                .update();
    }

    int waiting(Due digest) {
        return jdbc.sql("select count(*) from notification where" + WAITING)
                .param("userId", digest.userId())
                .param("windowEnd", utc(digest.windowEnd()))
                .query(Integer.class)
                .single();
    }

    /** The first reminders that wait for it, by when they were to ring. */
    List<Content.Reminder> first(Due digest, int most) {
        return jdbc.sql("select task_id, reminder_id, task_title, remind_at, late from notification where" + WAITING
                        + " order by remind_at, notification_id limit :most")
                .param("userId", digest.userId())
                .param("windowEnd", utc(digest.windowEnd()))
                .param("most", most)
                .query((row, number) -> new Content.Reminder(
                        row.getLong("task_id"),
                        row.getLong("reminder_id"),
                        row.getString("task_title"),
                        instant(row, "remind_at"),
                        row.getBoolean("late")))
                .list();
    }

    /** It is made: what waits for it shares the fate of this mail. */
    void made(Due digest, UUID mail) {
        jdbc.sql("update notification set digest_id = :mail where" + WAITING)
                .param("mail", mail)
                .param("userId", digest.userId())
                .param("windowEnd", utc(digest.windowEnd()))
                .update();
        close(digest, mail);
    }

    /** There is nothing to say: what waits for it never goes out. */
    List<NotificationOutcome> dropped(Due digest, String reason) {
        close(digest, null);
        return jdbc.sql("update notification set status = 'SUPPRESSED', reason = :reason, version = version + 1,"
                        + " updated_at = now() where" + WAITING + " returning *")
                .param("reason", reason)
                .param("userId", digest.userId())
                .param("windowEnd", utc(digest.windowEnd()))
                .query(DigestTable::outcome)
                .list();
    }

    /** Gives the reminders of a digest the end that its mail has come to. */
    List<NotificationOutcome> settle(UUID mail, NotificationOutcome.Status status, @Nullable String reason) {
        return jdbc.sql("""
                        update notification
                        set status = :status, reason = :reason, attempts = 1, version = version + 1, updated_at = now(),
                            sent_at = case when :status = 'SENT' then now() end
                        where digest_id = :mail and collected and status = 'PENDING'
                        returning *
                        """)
                .param("status", status.name())
                .param("reason", reason)
                .param("mail", mail)
                .query(DigestTable::outcome)
                .list();
    }

    /** Forgets digests that nothing can belong to any more. */
    int purge(Instant before) {
        return jdbc.sql("delete from digest where due_at is null and window_end < ?")
                .param(utc(before))
                .update();
    }

    private void close(Due digest, @Nullable UUID mail) {
        jdbc.sql("update digest set due_at = null, notification_id = :mail"
                        + " where user_id = :userId and window_end = :windowEnd")
                .param("mail", mail)
                .param("userId", digest.userId())
                .param("windowEnd", utc(digest.windowEnd()))
                .update();
    }

    private static NotificationOutcome outcome(ResultSet row, int number) throws SQLException {
        return new NotificationOutcome(
                row.getObject("notification_id", UUID.class),
                row.getString("user_id"),
                row.getLong("task_id"),
                row.getLong("reminder_id"),
                row.getString("channel"),
                NotificationOutcome.Status.valueOf(row.getString("status")),
                row.getInt("attempts"),
                row.getString("reason"),
                instant(row, "updated_at"),
                row.getLong("version"));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** A digest that is to be made. */
    record Due(String userId, Instant windowEnd) {}
}
