package io.taskstream.task.tasks;

import io.taskstream.api.instant.Upcoming;
import io.taskstream.api.text.PlainText;
import io.taskstream.contracts.NotificationMethod;
import io.taskstream.contracts.RequestedReminder;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is asked for with a task. */
record TaskRequest(
        @NotNull @PlainText(max = TaskRequest.TITLE) String title,

        @Nullable @PlainText(max = TaskRequest.DESCRIPTION, multiline = true, blank = true)
        String description,

        @Nullable @Upcoming Instant dueDate,
        @Nullable @Valid @Size(max = TaskRequest.REMINDERS) List<@NotNull Reminder> reminders) {
    /** Code points of a title, at most. */
    static final int TITLE = 200;

    /** Code points of a description, at most. */
    static final int DESCRIPTION = 10_000;

    /** Reminders that may come with a task, at most. */
    static final int REMINDERS = 20;

    /** The reminders as the event tells them; null for none. */
    @Nullable List<RequestedReminder> requestedReminders() {
        return reminders == null || reminders.isEmpty()
                ? null
                : reminders.stream()
                        .map(reminder -> new RequestedReminder(reminder.remindAt(), reminder.notificationMethod()))
                        .toList();
    }

    /** A reminder that comes with its task. */
    record Reminder(
            @NotNull @Upcoming Instant remindAt, @NotNull NotificationMethod notificationMethod) {}
}
