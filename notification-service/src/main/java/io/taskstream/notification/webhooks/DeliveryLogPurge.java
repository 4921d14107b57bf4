package io.taskstream.notification.webhooks;

import java.time.Duration;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets old deliveries. */
@Component
class DeliveryLogPurge {
    static final Duration KEPT = Duration.ofDays(30);
    private static final int BATCH = 1_000;

    private final WebhookDeliveries deliveries;

    DeliveryLogPurge(WebhookDeliveries deliveries) {
        this.deliveries = deliveries;
    }

    @Scheduled(initialDelayString = "PT12M", fixedDelayString = "PT1H")
    void purge() {
        int purged;
        do {
            purged = deliveries.purge(KEPT, BATCH);
        } while (purged == BATCH);
    }
}
