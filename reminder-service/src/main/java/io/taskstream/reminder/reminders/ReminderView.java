package io.taskstream.reminder.reminders;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.taskstream.contracts.NotificationMethod;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A reminder as the API shows it.
 *
 * @param firedAt when it was fired; absent until then
 * @param late whether it was fired noticeably after {@code remindAt}
 * @param version its ETag
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ReminderView(
        long reminderId,
        long taskId,
        String userId,
        Instant remindAt,
        NotificationMethod notificationMethod,
        ReminderStatus status,
        int occurrence,
        @Nullable Instant firedAt,
        boolean late,
        long version,
        Instant createdAt,
        Instant updatedAt) {}
