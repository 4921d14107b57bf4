package io.taskstream.bench.latency;

import io.taskstream.bench.platform.BenchDatabase;
import io.taskstream.contracts.Envelope;
import io.taskstream.contracts.EventJson;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import tools.jackson.databind.JsonNode;

/** What analytics-service writes for the creation of a task, in tables like its own, by plain JDBC. */
final class EventStore implements AutoCloseable {
    private static final String INBOX = "insert into inbox (event_id) values (?) on conflict do nothing";
    private static final String EVENT = """
            insert into event (event_id, topic, partition_no, offset_no, type, source, subject, user_id, task_id,
                version, occurred_at, consumed_at, causetrace, data)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, clock_timestamp(), ?, ?::jsonb)
            on conflict (event_id) do nothing
            """;
    private static final String FACT = """
            insert into task_fact as known (task_id, user_id, created_at, completed_at, version)
            values (?, ?, ?, null, ?)
            on conflict (task_id) do update set version = greatest(known.version, excluded.version)
            """;

    private final Connection connection;
    private final PreparedStatement inbox;
    private final PreparedStatement event;
    private final PreparedStatement fact;

    EventStore(BenchDatabase database) throws SQLException {
        this.connection = database.connect();
        connection.setAutoCommit(false);
        this.inbox = connection.prepareStatement(INBOX);
        this.event = connection.prepareStatement(EVENT);
        this.fact = connection.prepareStatement(FACT);
    }

    /** Stores events with one commit; their ids. */
    List<UUID> store(ConsumerRecords<String, byte[]> records) throws SQLException {
        List<UUID> stored = new ArrayList<>(records.count());
        for (ConsumerRecord<String, byte[]> record : records) {
            Envelope<JsonNode> envelope = EventJson.read(EventJson.mapper().readTree(record.value()));
            add(record, envelope);
            stored.add(envelope.id());
        }
        inbox.executeBatch();
        event.executeBatch();
        fact.executeBatch();
        connection.commit();
        return stored;
    }

    private void add(ConsumerRecord<String, byte[]> record, Envelope<JsonNode> envelope) throws SQLException {
        JsonNode data = envelope.data();
        inbox.setObject(1, envelope.id());
        inbox.addBatch();
        event.setObject(1, envelope.id());
        event.setString(2, record.topic());
        event.setInt(3, record.partition());
        event.setLong(4, record.offset());
        event.setString(5, envelope.type());
        event.setString(6, envelope.source());
        event.setString(7, envelope.subject());
        event.setString(8, data.path("user_id").asString());
        event.setLong(9, data.path("task_id").asLong());
        event.setLong(10, data.path("version").asLong());
        event.setTimestamp(11, Timestamp.from(envelope.time()));
        event.setString(12, envelope.causeTrace());
        event.setString(13, data.toString());
        event.addBatch();
        fact.setLong(1, data.path("task_id").asLong());
        fact.setString(2, data.path("user_id").asString());
        fact.setTimestamp(3, Timestamp.from(envelope.time()));
        fact.setLong(4, data.path("version").asLong());
        fact.addBatch();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
