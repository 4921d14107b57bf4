package io.taskstream.bench.create;

import io.taskstream.bench.harness.Measurement;
import io.taskstream.bench.harness.Metric;
import io.taskstream.bench.platform.PostgresAddress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * How many rows a creation's tables have been given so far. It shows that both sides have done the same work: as many
 * rows for each creation. The outbox is emptied meanwhile, but its numbers tell.
 */
record WorkDone(long inserted) {
    /** task-service's. */
    static final String DATABASE = "task";

    static final Metric INSERTED = new Metric("rows inserted", "/op");

    private static final String COUNT = """
            select (select count(*) from task)
                 + (select count(*) from idempotency_key)
                 + (select case when is_called then last_value else 0 end from outbox_seq_seq)
            """;

    static WorkDone in(PostgresAddress server, String database) throws SQLException {
        try (Connection connection = server.connect(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(COUNT)) {
            row.next();
            return new WorkDone(row.getLong(1));
        }
    }

    Measurement since(WorkDone before, long operations) {
        return Measurement.of(INSERTED, (double) (inserted - before.inserted) / operations);
    }
}
