package io.taskstream.eventing.inbox;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.taskstream.eventing.dapr.AppHealth;
import io.taskstream.eventing.trace.CauseTrace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.springframework.transaction.support.TransactionTemplate;

/** Where a service gets its subscriptions. */
public final class Subscriptions {
    private final InboxTable inbox;
    private final DeadLetters deadLetters;
    private final TransactionTemplate transaction;
    private final AppHealth health;
    private final InboxMetrics metrics;
    private final Tracer tracer;
    private final Map<String, Subscription> byTopic = new ConcurrentHashMap<>();

    Subscriptions(
            InboxTable inbox,
            DeadLetters deadLetters,
            TransactionTemplate transaction,
            AppHealth health,
            InboxMetrics metrics,
            Tracer tracer) {
        this.inbox = inbox;
        this.deadLetters = deadLetters;
        this.transaction = transaction;
        this.health = health;
        this.metrics = metrics;
        this.tracer = tracer;
    }

    /** A subscription whose events are applied batch by batch. */
    public Subscription batches(String topic, EventHandler handler) {
        return subscription(topic, handler, inbox);
    }

    /**
     * A subscription whose events are applied batch by batch and not remembered: for a handler whose own tables see to it
     * that an event takes effect once, however often it is applied. It spares a row for each event.
     */
    public Subscription repeatable(String topic, EventHandler handler) {
        return subscription(topic, handler, Inbox.NONE);
    }

    private Subscription subscription(String topic, EventHandler handler, Inbox memory) {
        Subscription subscription = new Subscription(topic, handler, memory, deadLetters, transaction, health, metrics);
        byTopic.put(topic, subscription);
        metrics.subscribed(topic, deadLetters);
        return subscription;
    }

    /** The topics that the service consumes, in alphabetical order. */
    public List<String> topics() {
        return byTopic.keySet().stream().sorted().toList();
    }

    /**
     * Applies a dead letter once more. Of several who want it at the same time, the first does, and the others wait for
     * it and then find it done.
     *
     * @param operator who wants it
     * @return what came of it; empty if there is no dead letter of that id
     * @throws org.springframework.dao.DataAccessException if the database fails, which says nothing about the event
     */
    public Optional<Redrive> redrive(long deadLetterId, String operator, Redrive.Order order) {
        return deadLetters.find(deadLetterId).map(letter -> {
            if (letter.state() != DeadLetter.State.DEAD) {
                return new Redrive.Refused(letter, letter.state().obstacle());
            }
            Subscription subscription = byTopic.get(letter.topic());
            return subscription == null
                    ? new Redrive.Refused(letter, "is of the topic " + letter.topic() + ", which is not consumed here")
                    : subscription.redrive(letter, operator, order);
        });
    }

    /** A subscription whose events are applied each by itself, within the trace of its cause. */
    public Subscription each(String topic, Consumer<ReceivedEvent> handler) {
        return batches(topic, events -> events.forEach(event -> traced(event, handler)));
    }

    /**
     * A subscription whose events are applied each by itself, within the trace of its cause, and then by {@code then}
     * all together, in the same transaction.
     */
    public Subscription each(String topic, Consumer<ReceivedEvent> handler, EventHandler then) {
        return batches(topic, events -> {
            events.forEach(event -> traced(event, handler));
            then.apply(events);
        });
    }

    private void traced(ReceivedEvent event, Consumer<ReceivedEvent> handler) {
        Span span = tracer.spanBuilder("process " + event.type().wireName())
                .setParent(CauseTrace.contextOf(event.envelope().causeTrace()))
                .setSpanKind(SpanKind.CONSUMER)
                .setAttribute("messaging.destination.name", event.position().topic())
                .setAttribute("messaging.message.id", event.envelope().id().toString())
                .startSpan();
        try (Scope _ = span.makeCurrent()) {
            handler.accept(event);
        } catch (RuntimeException e) {
            span.setStatus(StatusCode.ERROR);
            throw e;
        } finally {
            span.end();
        }
    }
}
