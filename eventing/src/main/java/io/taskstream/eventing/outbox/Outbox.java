package io.taskstream.eventing.outbox;

import com.github.f4b6a3.uuid.UuidCreator;
import io.taskstream.contracts.Envelope;
import io.taskstream.contracts.Event;
import io.taskstream.contracts.EventJson;
import io.taskstream.eventing.trace.CauseTrace;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Where a service states its facts: an event appended here is committed with the state that caused it, or not at all,
 * and published afterwards.
 *
 * @see <a href="https://microservices.io/patterns/data/transactional-outbox.html">Transactional outbox</a>
 */
public class Outbox {
    private static final String INSERT = "insert into outbox (topic, event_key, event_id, payload) values (?, ?, ?, ?)";

    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final String source;
    private final Runnable afterCommit;

    /**
     * @param source the CloudEvents source of this service's events
     * @param afterCommit called after each commit that appended something
     */
    public Outbox(JdbcTemplate jdbc, Clock clock, String source, Runnable afterCommit) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.source = source;
        this.afterCommit = afterCommit;
    }

    /**
     * Appends one event, caused by the current span.
     *
     * @return the event's id
     * @throws IllegalStateException outside of a transaction
     */
    public UUID append(Event event) {
        return append(List.of(event)).getFirst();
    }

    /**
     * Appends events in this order, caused by the current span.
     *
     * @return their ids, in the same order
     * @throws IllegalStateException outside of a transaction
     */
    public List<UUID> append(List<? extends Event> events) {
        String trace = CauseTrace.current();
        return appendCaused(
                events.stream().map(event -> new Caused(event, trace)).toList());
    }

    /**
     * Appends events in this order, each with the trace of its own cause.
     *
     * @return their ids, in the same order
     * @throws IllegalStateException outside of a transaction
     */
    public List<UUID> appendCaused(List<Caused> events) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException(
                    "Events must be appended within the transaction that changes the state they tell of");
        }
        if (events.isEmpty()) {
            return List.of();
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<UUID> ids = new ArrayList<>(events.size());
        List<Object[]> rows = new ArrayList<>(events.size());
        for (Caused caused : events) {
            Event event = caused.event();
            UUID id = UuidCreator.getTimeOrderedEpoch();
            byte[] payload = EventJson.write(Envelope.of(id, source, now, caused.trace(), event));
            ids.add(id);
            rows.add(new Object[] {event.type().topic(), event.partitionKey(), id, payload});
        }
        if (rows.size() == 1) {
            jdbc.update(INSERT, rows.getFirst());
        } else {
            jdbc.batchUpdate(INSERT, rows);
        }
        wakeAfterCommit();
        return ids;
    }

    private void wakeAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                afterCommit.run();
            }
        });
    }

    /**
     * An event with what caused it.
     *
     * @param trace the W3C traceparent of the cause
     */
    public record Caused(Event event, @Nullable String trace) {}
}
