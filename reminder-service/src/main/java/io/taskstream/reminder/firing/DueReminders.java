package io.taskstream.reminder.firing;

import io.taskstream.contracts.NotificationMethod;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The reminders that wait to ring. What is due is decided by the database's clock, the one that replicas share. */
@Repository
class DueReminders {
    /** From here on a reminder counts as late: it's told so, as after an outage. */
    static final Duration LATE = Duration.ofSeconds(5);

    private final JdbcClient jdbc;

    DueReminders(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Marks the longest due reminders as fired, leaving out those that another transaction has in its hands.
     *
     * @param from reminders before this instant are not looked at, nor are the index entries of those that have fired:
     *     they stay for as long as any transaction, wherever, might still see them
     * @return the fired ones, in the order in which they were due
     */
    List<DueReminder> claim(Instant from, int limit) {
        return jdbc
                .sql("""
                        with due as (
                            select reminder_id from reminder
                            where status = 'SCHEDULED' and remind_at >= ? and remind_at <= statement_timestamp()
                            order by remind_at limit ? for update skip locked)
                        update reminder r
                        set status = 'FIRED', fired_at = statement_timestamp(), updated_at = statement_timestamp(),
                            late = r.remind_at < statement_timestamp() - make_interval(secs => ?),
                            version = r.version + 1
                        from due, task_view t
                        where r.reminder_id = due.reminder_id and t.task_id = r.task_id
                        returning r.reminder_id, r.task_id, r.user_id, t.title, r.remind_at, r.notification_method,
                            r.occurrence, r.fired_at, r.late, r.causetrace
                        """)
                .params(from.atOffset(ZoneOffset.UTC), limit, (double) LATE.toSeconds())
                .query(DueReminders::due)
                .list()
                .stream()
                .sorted(Comparator.comparing(DueReminder::remindAt).thenComparingLong(DueReminder::reminderId))
                .toList();
    }

    /** How long until the next reminder after {@code from} is due, if that is within the given time; never negative. */
    Optional<Duration> next(Instant from, Duration within) {
        return jdbc.sql("""
                        select extract(epoch from remind_at - clock_timestamp()) from reminder
                        where status = 'SCHEDULED' and remind_at >= ?
                            and remind_at <= statement_timestamp() + make_interval(secs => ?)
                        order by remind_at limit 1
                        """)
                .params(from.atOffset(ZoneOffset.UTC), (double) within.toSeconds())
                .query(Double.class)
                .optional()
                .map(seconds -> Duration.ofNanos(Math.max(0, (long) (seconds * 1e9))));
    }

    /** How many wait, counted up to a limit. */
    long pending(long limit) {
        return jdbc.sql(
                        "select count(*) from (select remind_at from reminder where status = 'SCHEDULED' limit ?) waiting")
                .param(limit)
                .query(Long.class)
                .single();
    }

    private static DueReminder due(ResultSet row, int number) throws SQLException {
        return new DueReminder(
                row.getLong("reminder_id"),
                row.getLong("task_id"),
                row.getString("user_id"),
                row.getString("title"),
                row.getObject("remind_at", OffsetDateTime.class).toInstant(),
                NotificationMethod.valueOf(row.getString("notification_method")),
                row.getInt("occurrence"),
                row.getObject("fired_at", OffsetDateTime.class).toInstant(),
                row.getBoolean("late"),
                row.getString("causetrace"));
    }
}
