package io.taskstream.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A reminder that was asked for together with its task and moves with its due date.
 *
 * @param beforeDue how long before the task is due, zero or more
 */
@JsonNaming(SnakeCaseStrategy.class)
public record RelativeReminder(Duration beforeDue, NotificationMethod notificationMethod) {

    public RelativeReminder {
        requireNonNull(beforeDue, "before_due");
        requireNonNull(notificationMethod, "notification_method");
    }
}
