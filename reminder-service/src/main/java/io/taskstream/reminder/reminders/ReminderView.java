package io.taskstream.reminder.reminders;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.taskstream.contracts.NotificationMethod;
import io.taskstream.contracts.ReminderDue.Deferral;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A reminder as the API shows it.
 *
 * @param remindAt when it rings next, or rang last; absent while it waits for a due date
 * @param beforeDue how long before the due date; absent for a fixed instant
 * @param deferredFrom when it would ring if nothing spoke against it; absent if nothing does
 * @param deferral what speaks against it; absent if nothing does
 * @param firedAt when it was fired last; absent until then
 * @param late whether it was fired noticeably after it was to ring
 * @param version its ETag
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ReminderView(
        long reminderId,
        long taskId,
        String userId,
        @Nullable Instant remindAt,
        @Nullable Duration beforeDue,
        @Nullable Instant deferredFrom,
        @Nullable Deferral deferral,
        @Nullable RepeatView repeat,
        boolean ignoreQuietHours,
        NotificationMethod notificationMethod,
        Origin origin,
        ReminderStatus status,
        int occurrence,
        @Nullable Instant firedAt,
        boolean late,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    /**
     * How a reminder rings again until its task is done.
     *
     * @param left how often it still will
     */
    record RepeatView(Duration every, int times, int left) {}
}
