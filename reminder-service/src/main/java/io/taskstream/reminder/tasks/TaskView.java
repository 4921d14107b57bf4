package io.taskstream.reminder.tasks;

import io.taskstream.contracts.TaskStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A task as far as reminders care.
 *
 * @param awaitsDefaults whether its user's default reminders come with its first due date
 */
public record TaskView(
        long taskId,
        String userId,
        TaskStatus status,
        @Nullable Instant dueDate,
        boolean deleted,
        boolean awaitsDefaults) {

    /** Whether reminders of it may still ring. */
    public boolean open() {
        return status == TaskStatus.PENDING && !deleted;
    }
}
