package io.taskstream.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A reminder rings, on {@link Topics#REMINDERS}.
 *
 * @param remindAt when it was to ring
 * @param occurrence 1 for the first ring of this reminder; unique together with {@code reminderId}
 * @param firedAt when it was fired, by the database's clock
 * @param late whether it fired noticeably after {@code remindAt}, as after an outage
 */
@JsonNaming(SnakeCaseStrategy.class)
public record ReminderDue(
        long taskId,
        String userId,
        Instant remindAt,
        String taskTitle,
        NotificationMethod notificationMethod,
        long reminderId,
        int occurrence,
        Instant firedAt,
        boolean late)
        implements Event {

    public ReminderDue {
        requireNonNull(userId, "user_id");
        requireNonNull(remindAt, "remind_at");
        requireNonNull(taskTitle, "task_title");
        requireNonNull(notificationMethod, "notification_method");
        requireNonNull(firedAt, "fired_at");
    }

    @Override
    public EventType type() {
        return EventType.REMINDER_DUE;
    }

    @Override
    public String subject() {
        return Long.toString(reminderId);
    }

    @Override
    public String partitionKey() {
        return Long.toString(taskId);
    }
}
