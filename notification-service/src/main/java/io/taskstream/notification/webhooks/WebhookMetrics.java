package io.taskstream.notification.webhooks;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** How attempts at webhooks ended. */
@Component
class WebhookMetrics {
    private final MeterRegistry registry;

    WebhookMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void attempted(Verdict verdict) {
        Counter.builder("taskstream.webhooks.deliveries")
                .description("Attempts at deliveries to webhooks by how they ended")
                .tag("outcome", outcome(verdict))
                .register(registry)
                .increment();
    }

    private static String outcome(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Delivered _ -> "delivered";
            case Verdict.Retry _ -> "retrying";
            case Verdict.Failed _, Verdict.Withdrawn _ -> "failed";
            case Verdict.Gone _ -> "gone";
        };
    }
}
