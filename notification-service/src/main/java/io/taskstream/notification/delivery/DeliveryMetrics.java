package io.taskstream.notification.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.taskstream.contracts.NotificationOutcome;
import io.taskstream.notification.channels.Content;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** How attempts ended, and how long people had to wait, by channel. */
@Component
class DeliveryMetrics {
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofMinutes(5),
        Duration.ofHours(1)
    };

    private final MeterRegistry registry;

    DeliveryMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Shows the circuit's state from now on. */
    void watch(String channel, Circuit circuit) {
        Gauge.builder("taskstream.notifications.circuit", circuit, DeliveryMetrics::number)
                .description("State of a channel's circuit: 0 closed, 1 tried with one message, 2 open")
                .tag("channel", channel)
                .strongReference(true)
                .register(registry);
    }

    private static double number(Circuit circuit) {
        return switch (circuit.state()) {
            case HALF_OPEN -> 1;
            case OPEN, FORCED_OPEN -> 2;
            case CLOSED, DISABLED, METRICS_ONLY -> 0;
        };
    }

    /** Due messages have to wait for tokens. */
    void limited(String channel) {
        Counter.builder("taskstream.notifications.limited")
                .description("Looks at due messages of which some had to wait for the channel's limit")
                .tag("channel", channel)
                .register(registry)
                .increment();
    }

    void attempted(Attempt attempt, Verdict verdict, Instant at) {
        Counter.builder("taskstream.notifications.deliveries")
                .description("Attempts at deliveries by how they ended")
                .tag("channel", attempt.channel())
                .tag("outcome", verdict.status().name().toLowerCase(Locale.ROOT))
                .register(registry)
                .increment();
        if (verdict.status() == NotificationOutcome.Status.SENT
                && attempt.message().content() instanceof Content.Reminder reminder) {
            Timer.builder("taskstream.notification.delay")
                    .description("Time from when a reminder was to ring until its message was sent")
                    .tag("channel", attempt.channel())
                    .serviceLevelObjectives(BUCKETS)
                    .register(registry)
                    .record(Duration.between(reminder.remindAt(), at));
        }
    }
}
