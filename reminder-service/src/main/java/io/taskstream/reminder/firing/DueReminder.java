package io.taskstream.reminder.firing;

import io.taskstream.contracts.NotificationMethod;
import io.taskstream.contracts.ReminderDue;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A reminder that this instance has just fired.
 *
 * @param causeTrace the W3C traceparent of the request that asked for it
 */
record DueReminder(
        long reminderId,
        long taskId,
        String userId,
        String taskTitle,
        Instant remindAt,
        NotificationMethod method,
        int occurrence,
        Instant firedAt,
        boolean late,
        @Nullable String causeTrace) {

    Duration lateness() {
        return Duration.between(remindAt, firedAt);
    }

    ReminderDue fact() {
        return new ReminderDue(
                taskId, userId, remindAt, taskTitle, method, reminderId, occurrence, firedAt, late, null, null);
    }
}
