package io.taskstream.notification.webhooks;

import com.github.f4b6a3.uuid.UuidCreator;
import io.taskstream.contracts.Envelope;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** An event for one webhook only, which never was on the broker: to see whether the webhook works. */
@Component
class Ping {
    static final String TYPE = "webhook.ping.v1";

    private final Clock clock;

    Ping(Clock clock) {
        this.clock = clock;
    }

    Envelope<Map<String, Object>> of(UUID webhookId, String userId) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return new Envelope<>(
                "1.0",
                UuidCreator.getTimeOrderedEpoch(),
                "/notification-service",
                TYPE,
                webhookId.toString(),
                now,
                "application/json",
                userId,
                null,
                Map.of("webhook_id", webhookId, "user_id", userId, "timestamp", now));
    }
}
