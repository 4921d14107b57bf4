package io.taskstream.contracts;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A reminder rings, on {@link Topics#REMINDERS}.
 *
 * @param remindAt when it was to ring, quiet hours and working days considered
 * @param occurrence 1 for the first ring of this reminder; unique together with {@code reminderId}
 * @param firedAt when it was fired, by the database's clock
 * @param late whether it fired noticeably after {@code remindAt}, as after an outage
 * @param deferredFrom when it would have rung if nothing had spoken against it; null if nothing did
 * @param deferral what spoke against it; null if nothing did
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReminderDue(
        long taskId,
        String userId,
        Instant remindAt,
        String taskTitle,
        NotificationMethod notificationMethod,
        long reminderId,
        int occurrence,
        Instant firedAt,
        boolean late,
        @Nullable Instant deferredFrom,
        @Nullable Deferral deferral)
        implements Event {

    public ReminderDue {
        requireNonNull(userId, "user_id");
        requireNonNull(remindAt, "remind_at");
        requireNonNull(taskTitle, "task_title");
        requireNonNull(notificationMethod, "notification_method");
        requireNonNull(firedAt, "fired_at");
    }

    /** Why a reminder rings later than it was asked to. */
    public enum Deferral {
        @JsonProperty("quiet_hours")
        QUIET_HOURS,
        @JsonProperty("working_days")
        WORKING_DAYS
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
