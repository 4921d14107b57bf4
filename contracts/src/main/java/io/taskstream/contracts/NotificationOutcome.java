package io.taskstream.contracts;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * How the delivery of a notification stands, on {@link Topics#NOTIFICATIONS}.
 *
 * @param channel over which it goes: email, push, sms …
 * @param attempts made so far
 * @param reason why it is not sent (yet), for people; null once sent
 * @param version of the notification: 1, 2, 3 …
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NotificationOutcome(
        UUID notificationId,
        String userId,
        @Nullable Long taskId,
        @Nullable Long reminderId,
        String channel,
        Status status,
        int attempts,
        @Nullable String reason,
        Instant timestamp,
        long version)
        implements Event {

    public NotificationOutcome {
        requireNonNull(notificationId, "notification_id");
        requireNonNull(userId, "user_id");
        requireNonNull(channel, "channel");
        requireNonNull(status, "status");
        requireNonNull(timestamp, "timestamp");
    }

    /** Where a delivery stands. */
    public enum Status {
        @JsonProperty("sent")
        SENT,
        @JsonProperty("retrying")
        RETRYING,
        @JsonProperty("failed")
        FAILED,
        @JsonProperty("suppressed")
        SUPPRESSED
    }

    @Override
    public EventType type() {
        return EventType.NOTIFICATION_OUTCOME;
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
