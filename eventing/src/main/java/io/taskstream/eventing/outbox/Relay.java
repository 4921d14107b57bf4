package io.taskstream.eventing.outbox;

import io.taskstream.eventing.EventingProperties;
import io.taskstream.eventing.outbox.OutboxTable.Row;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Moves the outbox to the sidecar.
 *
 * <p>Of all instances of a service one relays at a time, held by an advisory lock on a connection of its own; the
 * others stand by. There is one publish call in flight per topic, so events of one key arrive in order. While a batch
 * is in flight the next one is read, and what the broker acknowledged is deleted while that one is in flight. Whatever
 * fails stays in the table and goes again with the same ids.
 */
public final class Relay implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Relay.class);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(50);
    private static final Duration STANDBY = Duration.ofSeconds(1);
    private static final Duration DRAIN = Duration.ofSeconds(5);

    private final Connections connections;
    private final Publisher publisher;
    private final OutboxMetrics metrics;
    private final EventingProperties.Relay settings;
    private final Semaphore wakeUps = new Semaphore(0);

    private volatile boolean running;
    private volatile boolean draining;
    private @Nullable Thread thread;

    Relay(Connections connections, Publisher publisher, OutboxMetrics metrics, EventingProperties.Relay settings) {
        this.connections = connections;
        this.publisher = publisher;
        this.metrics = metrics;
        this.settings = settings;
    }

    /** Tells the relay that something was committed; cheap, and never blocks. */
    public void wake() {
        if (wakeUps.availablePermits() == 0) {
            wakeUps.release();
        }
    }

    @Override
    public void start() {
        if (!settings.enabled()) {
            return;
        }
        running = true;
        draining = false;
        thread = Thread.ofPlatform().name("outbox-relay").start(this::run);
    }

    /** Publishes what is left, for a few seconds at most; the rest goes after the next start, or by another instance. */
    @Override
    public void stop() {
        draining = true;
        running = false;
        wake();
        Thread relay = thread;
        if (relay != null) {
            try {
                relay.join(DRAIN.plusSeconds(1));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            relay.interrupt();
        }
        thread = null;
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    /** Starts before the web server and stops after it, so that the last requests' events still go. */
    @Override
    public int getPhase() {
        return 0;
    }

    private void run() {
        Duration backoff = FIRST_BACKOFF;
        while (running) {
            try (Connection connection = connections.open()) {
                OutboxTable table = new OutboxTable(connection);
                if (table.tryLock()) {
                    log.info("Relaying the outbox");
                    table.planAnew();
                    relay(table);
                    backoff = FIRST_BACKOFF;
                } else {
                    pause(STANDBY);
                }
            } catch (SQLException e) {
                log.warn("The outbox can't be read ({}); trying again in {} ms", e.getMessage(), backoff.toMillis());
                pause(backoff);
                backoff = longer(backoff);
            }
        }
    }

    private void relay(OutboxTable table) throws SQLException {
        Flight flight = Flight.NONE;
        Watermark watermark = new Watermark(System.nanoTime());
        Duration backoff = FIRST_BACKOFF;
        long drainUntil = Long.MAX_VALUE;
        while (true) {
            wakeUps.drainPermits();
            watermark.follow(table, System.nanoTime());
            List<Row> next =
                    bounded(table.read(flight.rows(), watermark.from(System.nanoTime()), settings.batchSize()));
            List<Row> landed = List.of();
            boolean failed = false;
            if (!flight.rows().isEmpty()) {
                landed = flight.land();
                failed = landed.size() < flight.rows().size();
            }
            // After a failure what was read ahead may hold later events of the keys that failed: it is read anew.
            if (failed) {
                watermark.restart();
                flight = Flight.NONE;
            } else {
                watermark.taken(next);
                flight = takeOff(next);
            }
            if (!landed.isEmpty()) {
                table.delete(landed);
                metrics.published(landed);
            }
            if (draining && drainUntil == Long.MAX_VALUE) {
                drainUntil = System.nanoTime() + DRAIN.toNanos();
            }
            if (failed) {
                pause(backoff);
                backoff = longer(backoff);
            } else if (!landed.isEmpty()) {
                backoff = FIRST_BACKOFF;
            }
            if (flight.rows().isEmpty()) {
                if (!running && (!failed || System.nanoTime() - drainUntil > 0)) {
                    return;
                }
                if (!failed) {
                    await(settings.pollInterval());
                }
            }
        }
    }

    /** As many of the oldest rows as one publish call may carry. */
    private List<Row> bounded(List<Row> rows) {
        int bytes = 0;
        for (int i = 0; i < rows.size(); i++) {
            bytes += rows.get(i).payload().length;
            if (bytes > settings.batchBytes() && i > 0) {
                return rows.subList(0, i);
            }
        }
        return rows;
    }

    private Flight takeOff(List<Row> rows) {
        if (rows.isEmpty()) {
            return Flight.NONE;
        }
        Map<String, List<Row>> byTopic = new LinkedHashMap<>();
        rows.forEach(row ->
                byTopic.computeIfAbsent(row.topic(), topic -> new ArrayList<>()).add(row));
        Map<List<Row>, CompletableFuture<List<Row>>> calls = new LinkedHashMap<>();
        byTopic.forEach((topic, part) -> calls.put(part, publisher.publish(topic, part)));
        return new Flight(rows, calls);
    }

    private void await(Duration duration) {
        try {
            var _ = wakeUps.tryAcquire(duration.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }

    private void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }

    private Duration longer(Duration backoff) {
        Duration doubled = backoff.multipliedBy(2);
        return doubled.compareTo(settings.maxBackoff()) > 0 ? settings.maxBackoff() : doubled;
    }

    /** Opens the relay's own connection. */
    interface Connections {
        Connection open() throws SQLException;
    }

    /**
     * Rows on their way to the broker.
     *
     * @param calls the publish call of each topic's rows
     */
    private record Flight(List<Row> rows, Map<List<Row>, CompletableFuture<List<Row>>> calls) {
        static final Flight NONE = new Flight(List.of(), Map.of());

        /** Waits for the calls; the rows that the broker has. */
        List<Row> land() {
            Set<Row> failed = new HashSet<>();
            calls.forEach((rows, call) -> {
                try {
                    List<Row> refused = call.join();
                    if (!refused.isEmpty()) {
                        log.warn("The broker refused {} of {} events; they go again", refused.size(), rows.size());
                        failed.addAll(refused);
                    }
                } catch (CompletionException e) {
                    log.warn(
                            "{} events could not be published ({}); they stay in the outbox and go again",
                            rows.size(),
                            String.valueOf(e.getCause()));
                    failed.addAll(rows);
                }
            });
            return failed.isEmpty()
                    ? rows
                    : rows.stream().filter(row -> !failed.contains(row)).toList();
        }
    }
}
