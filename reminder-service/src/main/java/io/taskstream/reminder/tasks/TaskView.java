package io.taskstream.reminder.tasks;

import io.taskstream.contracts.TaskStatus;

/** A task as far as reminders care. */
public record TaskView(long taskId, String userId, TaskStatus status, boolean deleted) {

    /** Whether reminders of it may still ring. */
    public boolean open() {
        return status == TaskStatus.PENDING && !deleted;
    }
}
