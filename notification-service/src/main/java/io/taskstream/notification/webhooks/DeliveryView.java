package io.taskstream.notification.webhooks;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as the log shows it.
 *
 * @param messageId what receivers get in {@code webhook-id}, with every attempt and redelivery the same
 * @param attempts begun so far
 * @param responseStatus of the last attempt that was answered
 * @param reason why it isn't delivered; absent where there is nothing to explain
 * @param nextAttemptAt absent while there is none to come
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DeliveryView(
        UUID deliveryId,
        String messageId,
        UUID eventId,
        String eventType,
        DeliveryStatus status,
        int attempts,
        @Nullable Integer responseStatus,
        @Nullable String reason,
        Instant createdAt,
        @Nullable Instant lastAttemptAt,
        @Nullable Instant deliveredAt,
        @Nullable Instant nextAttemptAt) {

    /** The id of the message that a delivery is: no full stop in it, since signatures have one after it. */
    static String messageId(UUID deliveryId) {
        return "msg_" + deliveryId;
    }
}
