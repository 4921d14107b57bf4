package io.taskstream.notification.notifications;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.taskstream.notification.channels.NotificationKind;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A notification as the API shows it.
 *
 * @param taskId absent where it is about no single task, as is {@code reminderId}
 * @param attempts begun so far
 * @param reason why it isn't sent; absent where there is nothing to explain
 * @param sentAt absent until it's sent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record NotificationView(
        UUID notificationId,
        NotificationKind kind,
        @Nullable Long taskId,
        @Nullable Long reminderId,
        String channel,
        NotificationStatus status,
        int attempts,
        @Nullable String reason,
        Instant createdAt,
        @Nullable Instant sentAt) {}
