package io.taskstream.notification.notifications;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets notifications that were settled long ago. */
@Component
class NotificationPurge {
    static final int BATCH = 1_000;

    private final NotificationTable table;
    private final Clock clock;
    private final Duration retention;

    NotificationPurge(
            NotificationTable table,
            Clock clock,
            @Value("${taskstream.notification.retention:90d}") Duration retention) {
        this.table = table;
        this.clock = clock;
        this.retention = retention;
    }

    @Scheduled(initialDelayString = "PT14M", fixedDelayString = "PT1H")
    void purge() {
        UUID bound = firstOf(clock.instant().minus(retention));
        int purged;
        do {
            purged = table.purge(bound, retention, BATCH);
        } while (purged == BATCH);
    }

    /** The least id that could be given at that instant (RFC 9562, UUID version 7: it begins with the milliseconds). */
    static UUID firstOf(Instant instant) {
        return new UUID(instant.toEpochMilli() << 16, 0);
    }
}
