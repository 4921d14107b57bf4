package io.taskstream.contracts;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A notification to be shown where the user is already, on {@link Topics#NOTIFICATIONS}.
 *
 * @param title what it is about, as the user wrote it
 * @param remindAt when it was to ring; null where it doesn't come from a reminder
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InAppNotification(
        UUID notificationId,
        String userId,
        @Nullable Long taskId,
        @Nullable Long reminderId,
        String title,
        @Nullable Instant remindAt,
        Instant timestamp)
        implements Event {

    public InAppNotification {
        requireNonNull(notificationId, "notification_id");
        requireNonNull(userId, "user_id");
        requireNonNull(title, "title");
        requireNonNull(timestamp, "timestamp");
    }

    @Override
    public EventType type() {
        return EventType.NOTIFICATION_IN_APP;
    }

    @Override
    public String subject() {
        return notificationId.toString();
    }

    @Override
    public String partitionKey() {
        return userId;
    }
}
