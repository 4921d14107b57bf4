package io.taskstream.bench.platform;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What a service has still to publish. */
public record ServiceOutbox(PostgresAddress server, String database) {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** Waits until everything is published. */
    public void awaitEmpty() throws SQLException, InterruptedException {
        try (Connection connection = server.connect(database);
                Statement statement = connection.createStatement()) {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!isEmpty(statement)) {
                if (System.nanoTime() > deadline) {
                    throw new BenchException("The outbox of " + database + " doesn't get empty.");
                }
                TimeUnit.MILLISECONDS.sleep(5);
            }
        }
    }

    private static boolean isEmpty(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("select not exists (select from outbox)")) {
            return row.next() && row.getBoolean(1);
        }
    }
}
