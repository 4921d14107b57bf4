package io.taskstream.reminder.firing;

import io.taskstream.contracts.NotificationMethod;
import io.taskstream.contracts.ReminderDue.Deferral;
import io.taskstream.reminder.preferences.Ring;
import io.taskstream.reminder.preferences.UserPreferences;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The reminders that wait to ring. What is due is decided by the database's clock, the one that replicas share. */
@Repository
class DueReminders {
    private final JdbcClient jdbc;

    DueReminders(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Takes the longest due reminders into this transaction's hands, leaving out those that another has in its own. Of
     * the preferences only those come along that restrict when something may ring. Laterals with a limit keep the planner
     * from reading all tasks or users, of which it knows no better than that a batch might be large.
     *
     * @param from reminders before this instant are not looked at, nor are the index entries of those that have fired:
     *     they stay for as long as any transaction, wherever, might still see them
     * @return the claimed ones, in the order in which they were due
     */
    List<Claimed> claim(Instant from, int limit) {
        return jdbc.sql("""
                        with r as materialized (
                            select * from reminder
                            where status = 'SCHEDULED' and remind_at >= ? and remind_at <= statement_timestamp()
                            order by remind_at limit ? for update skip locked)
                        select r.reminder_id, r.task_id, r.user_id, t.title, r.remind_at, r.deferred_from, r.deferral,
                            r.notification_method, r.occurrence, r.repeat_every_seconds, r.repeats_left, r.updated_at,
                            r.causetrace, statement_timestamp() as now,
                            p.time_zone, p.quiet_start, p.quiet_end, p.working_days, p.morning
                        from r
                            cross join lateral (select title from task_view where task_id = r.task_id limit 1) t
                            left join lateral (
                                select * from user_preferences
                                where user_id = r.user_id and restricts and not r.ignore_quiet_hours limit 1) p on true
                        order by r.remind_at, r.reminder_id
                        """)
                .params(from.atOffset(ZoneOffset.UTC), limit)
                .query(DueReminders::claimed)
                .list();
    }

    /** Writes what becomes of claimed ones, in one statement. */
    void settle(List<Verdict> verdicts) {
        if (verdicts.isEmpty()) {
            return;
        }
        List<Settled> settled = verdicts.stream().map(Settled::by).toList();
        jdbc.sql("""
                        update reminder r
                        set status = s.status, remind_at = s.remind_at, occurrence = s.occurrence,
                            repeats_left = s.repeats_left, deferred_from = s.deferred_from, deferral = s.deferral,
                            fired_at = coalesce(s.fired_at, r.fired_at), late = coalesce(s.late, r.late),
                            updated_at = statement_timestamp(), version = r.version + 1
                        from unnest(?::bigint[], ?::text[], ?::timestamptz[], ?::integer[], ?::integer[],
                                ?::timestamptz[], ?::text[], ?::timestamptz[], ?::boolean[])
                            as s (reminder_id, status, remind_at, occurrence, repeats_left, deferred_from, deferral,
                                fired_at, late)
                        where r.reminder_id = s.reminder_id
                        """)
                .param(settled.stream().mapToLong(Settled::reminderId).toArray())
                .param(texts(settled, Settled::status))
                .param(texts(settled, Settled::remindAt))
                .param(settled.stream().mapToInt(Settled::occurrence).toArray())
                .param(texts(settled, Settled::repeatsLeft))
                .param(texts(settled, Settled::deferredFrom))
                .param(texts(settled, Settled::deferral))
                .param(texts(settled, Settled::firedAt))
                .param(texts(settled, Settled::late))
                .update();
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

    /** The time by which reminders are due. */
    Instant now() {
        return jdbc.sql("select statement_timestamp()")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    /** How many wait, counted up to a limit. */
    long pending(long limit) {
        return jdbc.sql(
                        "select count(*) from (select remind_at from reminder where status = 'SCHEDULED' limit ?) waiting")
                .param(limit)
                .query(Long.class)
                .single();
    }

    private static Claimed claimed(ResultSet row, int number) throws SQLException {
        String deferral = row.getString("deferral");
        Long repeatEvery = row.getObject("repeat_every_seconds", Long.class);
        return new Claimed(
                row.getLong("reminder_id"),
                row.getLong("task_id"),
                row.getString("user_id"),
                row.getString("title"),
                Objects.requireNonNull(instant(row, "remind_at")),
                instant(row, "deferred_from"),
                deferral == null ? null : Deferral.valueOf(deferral),
                NotificationMethod.valueOf(row.getString("notification_method")),
                row.getInt("occurrence"),
                repeatEvery == null ? null : Duration.ofSeconds(repeatEvery),
                row.getObject("repeats_left", Integer.class),
                Objects.requireNonNull(instant(row, "updated_at")),
                row.getString("causetrace"),
                UserPreferences.times(row),
                Objects.requireNonNull(instant(row, "now")));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    private static @Nullable String[] texts(List<Settled> rows, Function<Settled, @Nullable Object> value) {
        @Nullable String[] texts = new String[rows.size()];
        for (int i = 0; i < texts.length; i++) {
            Object object = value.apply(rows.get(i));
            texts[i] = object == null ? null : object.toString();
        }
        return texts;
    }

    /** A claimed reminder as it stands afterwards; without {@code firedAt} and {@code late} they stay as they were. */
    private record Settled(
            long reminderId,
            String status,
            Instant remindAt,
            int occurrence,
            @Nullable Integer repeatsLeft,
            @Nullable Instant deferredFrom,
            @Nullable Deferral deferral,
            @Nullable Instant firedAt,
            @Nullable Boolean late) {

        static Settled by(Verdict verdict) {
            Claimed reminder = verdict.reminder();
            return switch (verdict) {
                case Verdict.Fire fire -> {
                    Ring next = fire.next();
                    yield next == null || reminder.repeatsLeft() == null
                            ? fired(reminder, fire.late())
                            : again(
                                    reminder,
                                    reminder.occurrence() + 1,
                                    reminder.repeatsLeft() - 1,
                                    next,
                                    reminder.now(),
                                    fire.late());
                }
                case Verdict.Defer defer ->
                    again(reminder, reminder.occurrence(), reminder.repeatsLeft(), defer.ring(), null, null);
            };
        }

        private static Settled fired(Claimed reminder, boolean late) {
            return new Settled(
                    reminder.reminderId(),
                    "FIRED",
                    reminder.remindAt(),
                    reminder.occurrence(),
                    reminder.repeatsLeft(),
                    reminder.deferredFrom(),
                    reminder.deferral(),
                    reminder.now(),
                    late);
        }

        private static Settled again(
                Claimed reminder,
                int occurrence,
                @Nullable Integer repeatsLeft,
                Ring ring,
                @Nullable Instant firedAt,
                @Nullable Boolean late) {
            return new Settled(
                    reminder.reminderId(),
                    "SCHEDULED",
                    ring.at(),
                    occurrence,
                    repeatsLeft,
                    ring.deferral() == null ? null : ring.wanted(),
                    ring.deferral(),
                    firedAt,
                    late);
        }
    }
}
