package io.taskstream.eventing.inbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What became of received events and dead letters, by topic. */
final class InboxMetrics {
    private static final Logger log = LoggerFactory.getLogger(InboxMetrics.class);

    private final MeterRegistry registry;

    InboxMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Shows a topic's dead letters from now on, also while there are none. */
    void subscribed(String topic, DeadLetters deadLetters) {
        Gauge.builder("taskstream.dead.letters", deadLetters, letters -> waiting(letters, topic))
                .description("Dead letters that wait for an operator")
                .tag("topic", topic)
                .register(registry);
        settled(topic, "redriven");
        settled(topic, "discarded");
    }

    private static double waiting(DeadLetters deadLetters, String topic) {
        try {
            return deadLetters.waiting(topic);
        } catch (DataAccessException e) {
            return Double.NaN;
        }
    }

    void redriven(String topic) {
        settled(topic, "redriven").increment();
    }

    /** Counts when the transaction is committed, if there is one. */
    void discardedOnCommit(String topic) {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    settled(topic, "discarded").increment();
                }
            });
        } else {
            settled(topic, "discarded").increment();
        }
    }

    private Counter settled(String topic, String outcome) {
        return Counter.builder("taskstream.dead.letters.settled")
                .description("Dead letters that operators have settled")
                .tag("topic", topic)
                .tag("outcome", outcome)
                .register(registry);
    }

    void applied(String topic, List<ReceivedEvent> fresh, int duplicates) {
        count(topic, "applied", fresh.size());
        count(topic, "duplicate", duplicates);
    }

    void unknown(String topic, String type) {
        log.debug("An event of unknown type {} came on {}; it is acknowledged", type, topic);
        count(topic, "unknown", 1);
    }

    void failed(String topic) {
        count(topic, "failed", 1);
    }

    void dead(String topic) {
        count(topic, "dead", 1);
    }

    private void count(String topic, String outcome, int events) {
        if (events > 0) {
            Counter.builder("taskstream.events.consumed")
                    .description("Received events by what became of them")
                    .tag("topic", topic)
                    .tag("outcome", outcome)
                    .register(registry)
                    .increment(events);
        }
    }
}
