package io.taskstream.eventing.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** The outbox as the relay sees it, over the one connection that holds the relay's lock. */
final class OutboxTable {
    /** One relay at a time publishes a database's outbox; the number is arbitrary, but must never change. */
    private static final long RELAY_LOCK = 0x7461736b73747231L;

    private final Connection connection;

    OutboxTable(Connection connection) {
        this.connection = connection;
    }

    /**
     * Has every statement of this connection planned anew: a plan that was made while the table was empty reads all of it,
     * and would be kept while it grows.
     *
     * @see <a href="https://www.postgresql.org/docs/current/runtime-config-query.html#GUC-PLAN-CACHE-MODE">plan_cache_mode</a>
     */
    void planAnew() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set plan_cache_mode = force_custom_plan");
        }
    }

    /** Becomes the one relay of this outbox, for as long as the connection lives, unless another one is. */
    boolean tryLock() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select pg_try_advisory_lock(?)")) {
            statement.setLong(1, RELAY_LOCK);
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getBoolean(1);
            }
        }
    }

    /** The oldest rows behind a number that are not in flight. */
    List<Row> read(List<Row> inFlight, long from, int limit) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select seq, topic, event_key, event_id, payload, created_at from outbox
                where seq > ? and seq <> all (?) order by seq limit ?
                """)) {
            statement.setLong(1, from);
            statement.setArray(2, seqs(inFlight));
            statement.setInt(3, limit);
            try (ResultSet result = statement.executeQuery()) {
                List<Row> rows = new ArrayList<>();
                while (result.next()) {
                    rows.add(new Row(
                            result.getLong(1),
                            result.getString(2),
                            result.getString(3),
                            result.getObject(4, UUID.class),
                            result.getBytes(5),
                            result.getTimestamp(6).toInstant()));
                }
                return rows;
            }
        }
    }

    void delete(Collection<Row> rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("delete from outbox where seq = any (?)")) {
            statement.setArray(1, seqs(rows));
            statement.executeUpdate();
        }
    }

    /** A number greater than the id of any transaction that has written something so far, on the whole server. */
    long newTransaction() throws SQLException {
        return number("select pg_current_xact_id()::text::bigint");
    }

    /** The lowest id of a transaction that has written something and still runs, or a greater one than all had so far. */
    long oldestTransaction() throws SQLException {
        return number("select pg_snapshot_xmin(pg_current_snapshot())::text::bigint");
    }

    private long number(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet result = statement.executeQuery()) {
            result.next();
            return result.getLong(1);
        }
    }

    private java.sql.Array seqs(Collection<Row> rows) throws SQLException {
        return connection.createArrayOf("bigint", rows.stream().map(Row::seq).toArray());
    }

    /** An event that waits to be published. */
    @SuppressWarnings("ArrayRecordComponent") // never compared; copying every payload would cost for nothing
    record Row(long seq, String topic, String key, UUID eventId, byte[] payload, Instant createdAt) {}
}
