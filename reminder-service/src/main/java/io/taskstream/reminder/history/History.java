package io.taskstream.reminder.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What became of reminders, in the order in which it did. */
@Repository
public class History {
    private final JdbcClient jdbc;

    History(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void append(long reminderId, Instant at, List<Entry> entries) {
        append(entries.stream().map(entry -> new Line(reminderId, at, entry)).toList());
    }

    /** Appends any number of lines in one statement. */
    public void append(List<Line> lines) {
        if (lines.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        insert into reminder_history
                            (reminder_id, occurrence, at, what, reason, from_at, to_at, time_zone)
                        select reminder_id, occurrence, at, what, reason, from_at, to_at, time_zone
                        from unnest(?::bigint[], ?::integer[], ?::timestamptz[], ?::text[], ?::text[],
                                ?::timestamptz[], ?::timestamptz[], ?::text[])
                            with ordinality as line
                                (reminder_id, occurrence, at, what, reason, from_at, to_at, time_zone, number)
                        order by number
                        """)
                .param(lines.stream().mapToLong(Line::reminderId).toArray())
                .param(lines.stream()
                        .mapToInt(line -> line.entry().occurrence())
                        .toArray())
                .param(texts(lines, Line::at))
                .param(texts(lines, line -> line.entry().what().name()))
                .param(texts(lines, line -> line.entry().reason().name()))
                .param(texts(lines, line -> line.entry().from()))
                .param(texts(lines, line -> line.entry().to()))
                .param(texts(lines, line -> line.entry().zone()))
                .update();
    }

    /**
     * The entries of a reminder, the oldest first.
     *
     * @param after the id of an entry, from behind which on they are wanted
     * @param zone in which its user reads times now
     */
    public List<HistoryView> of(long reminderId, long after, int limit, ZoneId zone) {
        return jdbc.sql("""
                        select history_id, occurrence, at, what, reason, from_at, to_at, time_zone
                        from reminder_history where reminder_id = ? and history_id > ? order by history_id limit ?
                        """)
                .params(reminderId, after, limit)
                .query((row, number) -> view(row, zone))
                .list();
    }

    private static @Nullable String[] texts(List<Line> lines, Function<Line, @Nullable Object> value) {
        @Nullable String[] texts = new String[lines.size()];
        for (int i = 0; i < texts.length; i++) {
            Object object = value.apply(lines.get(i));
            texts[i] = object == null ? null : object.toString();
        }
        return texts;
    }

    private static HistoryView view(ResultSet row, ZoneId reader) throws SQLException {
        String name = row.getString("time_zone");
        ZoneId zone = name == null ? reader : ZoneId.of(name);
        Entry entry = new Entry(
                row.getInt("occurrence"),
                What.valueOf(row.getString("what")),
                Reason.valueOf(row.getString("reason")),
                instant(row, "from_at"),
                instant(row, "to_at"),
                zone);
        return HistoryView.of(
                row.getLong("history_id"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                entry,
                zone);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
