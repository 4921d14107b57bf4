package io.taskstream.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** A reminder that was asked for together with its task. */
@JsonNaming(SnakeCaseStrategy.class)
public record RequestedReminder(Instant remindAt, NotificationMethod notificationMethod) {

    public RequestedReminder {
        requireNonNull(remindAt, "remind_at");
        requireNonNull(notificationMethod, "notification_method");
    }
}
