package io.taskstream.eventing.inbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** What became of received events, by topic. */
final class InboxMetrics {
    private static final Logger log = LoggerFactory.getLogger(InboxMetrics.class);

    private final MeterRegistry registry;

    InboxMetrics(MeterRegistry registry, DeadLetters deadLetters) {
        this.registry = registry;
        Gauge.builder("taskstream.dead.letters", deadLetters, InboxMetrics::waiting)
                .description("Dead letters that wait for an operator")
                .register(registry);
    }

    private static double waiting(DeadLetters deadLetters) {
        try {
            return deadLetters.waiting();
        } catch (DataAccessException e) {
            return Double.NaN;
        }
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
