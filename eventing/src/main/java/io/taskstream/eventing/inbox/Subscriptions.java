package io.taskstream.eventing.inbox;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.taskstream.eventing.dapr.AppHealth;
import io.taskstream.eventing.trace.CauseTrace;
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
        Subscription subscription = new Subscription(topic, handler, inbox, deadLetters, transaction, health, metrics);
        byTopic.put(topic, subscription);
        return subscription;
    }

    /**
     * Applies a dead letter once more.
     *
     * @param operator who wants it
     * @return how it stands now: redriven, or dead still with the new cause; empty if there is no dead one of that id
     */
    public Optional<DeadLetter> redrive(long deadLetterId, String operator) {
        return deadLetters
                .find(deadLetterId)
                .filter(letter -> letter.state() == DeadLetter.State.DEAD)
                .flatMap(letter -> {
                    Subscription subscription = byTopic.get(letter.topic());
                    if (subscription == null) {
                        throw new IllegalStateException("Nothing here consumes " + letter.topic());
                    }
                    subscription.redrive(letter, operator);
                    return deadLetters.find(deadLetterId);
                });
    }

    /** A subscription whose events are applied each by itself, within the trace of its cause. */
    public Subscription each(String topic, Consumer<ReceivedEvent> handler) {
        return batches(topic, events -> events.forEach(event -> traced(event, handler)));
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
