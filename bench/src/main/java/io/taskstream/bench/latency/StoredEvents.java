package io.taskstream.bench.latency;

import io.taskstream.bench.harness.Waiting;
import io.taskstream.bench.http.Load;
import io.taskstream.bench.platform.BenchException;
import io.taskstream.bench.platform.PostgresAddress;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Watches analytics-service's event store from outside, as any reader sees it: an event is there when a query finds it.
 * It looks every two milliseconds while something is expected, so what it tells is late by so much at most, never early.
 */
final class StoredEvents implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(2);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Connection connection;
    private final Map<UUID, Long> expected = new ConcurrentHashMap<>();
    private final Histogram latencies = Load.histogram();
    private final Thread thread;
    private volatile boolean open = true;
    private volatile @Nullable SQLException failure;

    StoredEvents(PostgresAddress server) throws SQLException {
        this.connection = server.connect("analytics");
        this.thread = Thread.ofPlatform().name("stored-events").start(this::watch);
    }

    /** @param since the {@link System#nanoTime()} from which its latency counts */
    void expect(UUID event, long since) {
        expected.put(event, since);
    }

    /** Waits for the rest. */
    Histogram await() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!expected.isEmpty() && failure == null) {
            if (System.nanoTime() > deadline) {
                throw new BenchException(expected.size() + " events were not stored within " + PATIENCE.toSeconds()
                        + " s: " + expected.keySet().stream().limit(3).toList());
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
        SQLException e = failure;
        if (e != null) {
            throw new BenchException("The event store could not be read: " + e.getMessage(), e);
        }
        return latencies;
    }

    private void watch() {
        try (PreparedStatement query =
                connection.prepareStatement("select event_id from event where event_id = any (?)")) {
            while (open) {
                if (!expected.isEmpty()) {
                    look(query);
                }
                LockSupport.parkNanos(LOOK.toNanos());
            }
        } catch (SQLException e) {
            failure = e;
        }
    }

    private void look(PreparedStatement query) throws SQLException {
        Array ids = connection.createArrayOf("uuid", expected.keySet().toArray());
        query.setArray(1, ids);
        try (ResultSet rows = query.executeQuery()) {
            long now = System.nanoTime();
            while (rows.next()) {
                Long since = expected.remove(rows.getObject(1, UUID.class));
                if (since != null) {
                    latencies.recordValue((now - since) / 1000);
                }
            }
        }
    }

    @Override
    public void close() throws SQLException {
        open = false;
        Waiting.orInterrupted(thread::join);
        connection.close();
    }
}
