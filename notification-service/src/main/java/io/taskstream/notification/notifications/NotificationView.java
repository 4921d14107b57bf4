package io.taskstream.notification.notifications;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A notification as the API shows it.
 *
 * @param attempts begun so far
 * @param reason why it isn't sent; absent where there is nothing to explain
 * @param sentAt absent until it's sent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record NotificationView(
        UUID notificationId,
        long taskId,
        long reminderId,
        String channel,
        NotificationStatus status,
        int attempts,
        @Nullable String reason,
        Instant createdAt,
        @Nullable Instant sentAt) {}
