package io.taskstream.bench.notifications;

import io.taskstream.bench.platform.PostgresAddress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;

/** The tables of notification-service. */
record NotificationTables(PostgresAddress server) {
    static final String DATABASE = "notification";

    void addUsers(int count) throws SQLException {
        execute("""
            insert into preferences (user_id, version, updated_at, settings)
            select 'bench-user-' || n, 1, now(), '{"channels": {"reminder": ["in_app"]}}'
            from generate_series(0, %d - 1) n
            on conflict do nothing
            """.formatted(count));
    }

    /** Each repeat finds the same tables. */
    void clear() throws SQLException {
        execute("truncate notification");
        execute("vacuum analyze outbox");
        execute("vacuum analyze inbox");
    }

    /** What became of all that is there. */
    Progress progress() throws SQLException {
        try (Connection connection = server.connect(DATABASE);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select count(*) filter (where status = 'SENT'), max(created_at), max(sent_at) from notification
                        """)) {
            row.next();
            return new Progress(row.getLong(1), instant(row, 2), instant(row, 3));
        }
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? Instant.EPOCH : value.toInstant();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = server.connect(DATABASE);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /**
     * Notifications so far.
     *
     * @param lastStored when the last of them was stored, and {@code lastSent} when the last was handed to its channel,
     *     by the database's clock
     */
    record Progress(long sent, Instant lastStored, Instant lastSent) {}
}
