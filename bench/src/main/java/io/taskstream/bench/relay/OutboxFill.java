package io.taskstream.bench.relay;

import io.taskstream.bench.platform.BenchDatabase;
import io.taskstream.bench.publish.BenchEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Puts events into an outbox as a service does, though all of them with one commit. */
record OutboxFill(BenchDatabase database, String topic) {
    private static final int BATCH = 1_000;

    /** When this returns the events are committed, and not a moment earlier seen by the relay. */
    void commit(List<BenchEvent> events) throws SQLException {
        try (Connection connection = database.connect();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into outbox (topic, event_key, event_id, payload) values (?, ?, ?, ?)")) {
            connection.setAutoCommit(false);
            int waiting = 0;
            for (BenchEvent event : events) {
                insert.setString(1, topic);
                insert.setString(2, event.key());
                insert.setObject(3, event.id());
                insert.setBytes(4, event.payload());
                insert.addBatch();
                if (++waiting % BATCH == 0) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
            connection.commit();
        }
    }
}
