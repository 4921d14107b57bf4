package io.taskstream.bench.reminders;

import io.taskstream.bench.platform.PostgresAddress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * The tables of reminder-service, filled from outside: to ask for a hundred thousand reminders over its API would take
 * longer than all benchmarks together. Each reminder has a task of its own and one of a thousand users, and rings once.
 */
public final class ReminderTables {
    /** Beyond all ids that the service gives away itself while it is measured. */
    private static final long FIRST_ID = 1_000_000_000_000L;

    private static final Duration LEAD = Duration.ofSeconds(10);
    private static final Duration MARGIN = Duration.ofMillis(500);

    private static final String TASKS = """
            insert into task_view (task_id, user_id, title, status, due_date, version, deleted)
            select ? + n, 'bench-user-' || n % 1000, 'Buy groceries ' || n, 'PENDING', null, 1, false
            from generate_series(0, ? - 1) n
            on conflict do nothing
            """;
    private static final String REMINDERS = """
            insert into reminder (reminder_id, task_id, user_id, remind_at, notification_method, status, occurrence,
                late, causetrace, version, created_at, updated_at)
            select ? + n, ? + n, 'bench-user-' || n % 1000, ?::timestamptz + n * ? * interval '1 microsecond',
                'EMAIL', 'SCHEDULED', 1, false, '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00', 1, now(), now()
            from generate_series(0, ? - 1) n
            """;

    private final PostgresAddress server;
    private final String database;
    private final Clock clock = Clock.systemUTC();
    private Duration lead = LEAD;

    public ReminderTables(PostgresAddress server, String database) {
        this.server = server;
        this.database = database;
    }

    public Connection connect() throws SQLException {
        return server.connect(database);
    }

    /**
     * Puts reminders in the place of all that are there, and returns before the first one is due.
     *
     * @param microsApart how long after the one before each is due, in microseconds
     * @return when the first one is due
     */
    public Instant plan(int count, double microsApart) throws SQLException {
        while (true) {
            clear();
            Instant first = clock.instant().plus(lead);
            insert(0, count, first, microsApart);
            vacuum();
            if (clock.instant().isBefore(first.minus(MARGIN))) {
                return first;
            }
            lead = lead.multipliedBy(2);
        }
    }

    /** Adds reminders that are due one after the other; {@code from} is the number of the first. */
    public void insert(long from, int count, Instant firstDue, double microsApart) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement tasks = connection.prepareStatement(TASKS);
                PreparedStatement reminders = connection.prepareStatement(REMINDERS)) {
            connection.setAutoCommit(false);
            tasks.setLong(1, FIRST_ID + from);
            tasks.setInt(2, count);
            tasks.executeUpdate();
            reminders.setLong(1, FIRST_ID + from);
            reminders.setLong(2, FIRST_ID + from);
            reminders.setObject(3, firstDue.atOffset(ZoneOffset.UTC));
            reminders.setDouble(4, microsApart);
            reminders.setInt(5, count);
            reminders.executeUpdate();
            connection.commit();
        }
    }

    private void clear() throws SQLException {
        execute("truncate reminder, reminder_history");
    }

    /** Deletes what has rung. */
    public void forgetFired() throws SQLException {
        execute("delete from reminder where status = 'FIRED'");
    }

    /** So that the planner knows what there is, and nobody has to clean up while it counts. */
    public void vacuum() throws SQLException {
        execute("vacuum analyze task_view");
        execute("vacuum analyze reminder");
        execute("vacuum analyze outbox");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
