package io.taskstream.reminder.reminders;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Forgets reminders that ended long ago, with their histories. One that has rung and is relative to the due date of an
 * open task has not ended: it rings again when the task is put off.
 */
@Component
class ReminderPurge {
    static final int BATCH = 500;

    private final JdbcClient jdbc;
    private final Duration retention;

    ReminderPurge(JdbcClient jdbc, @Value("${taskstream.reminder.retention:90d}") Duration retention) {
        this.jdbc = jdbc;
        this.retention = retention;
    }

    @Scheduled(initialDelayString = "PT15M", fixedDelayString = "PT1H")
    void purge() {
        Optional<Position> next = Optional.of(Position.FIRST);
        while (next.isPresent()) {
            next = purge(next.get());
        }
    }

    /** Where to go on behind a batch, of which some may have stayed; empty at the end. */
    private Optional<Position> purge(Position after) {
        return jdbc.sql("""
                        with page as materialized (
                            select reminder_id, updated_at, task_id, status = 'FIRED' and before_due_seconds is not null
                                as returns
                            from reminder
                            where status in ('FIRED', 'CANCELLED') and updated_at < now() - make_interval(secs => ?)
                                and (updated_at, reminder_id) > (?, ?)
                            order by updated_at, reminder_id limit ? for update skip locked),
                        ended as materialized (
                            select reminder_id from page
                            where not (returns and exists (
                                select from task_view t
                                where t.task_id = page.task_id and t.status = 'PENDING' and not t.deleted))),
                        forgotten as (
                            delete from reminder_history where reminder_id in (select reminder_id from ended)),
                        gone as (
                            delete from reminder where reminder_id in (select reminder_id from ended))
                        select updated_at, reminder_id from page order by updated_at desc, reminder_id desc limit 1
                        """)
                .params(retention.toSeconds(), after.updatedAt(), after.reminderId(), BATCH)
                .query((row, number) ->
                        new Position(row.getObject("updated_at", OffsetDateTime.class), row.getLong("reminder_id")))
                .optional();
    }

    /** The last one looked at. */
    private record Position(OffsetDateTime updatedAt, long reminderId) {
        static final Position FIRST =
                new Position(OffsetDateTime.of(1970, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC), Long.MIN_VALUE);
    }
}
