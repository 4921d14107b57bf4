package io.taskstream.task.tasks;

import io.taskstream.api.instant.Upcoming;
import io.taskstream.api.problem.ProblemException;
import io.taskstream.api.text.PlainText;
import io.taskstream.contracts.NotificationMethod;
import io.taskstream.contracts.RelativeReminder;
import io.taskstream.contracts.RequestedReminder;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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

    /** Longest time before the due date for a reminder. */
    private static final Duration MOST_BEFORE_DUE = Duration.ofDays(366);

    /**
     * The reminders at fixed instants as the event tells them; null if nothing is said of reminders, which lets the task
     * have its user's default ones.
     *
     * @throws ProblemException 400 if one has neither an instant nor a time before the due date, or both
     */
    @Nullable List<RequestedReminder> requestedReminders() {
        if (reminders == null) {
            return null;
        }
        List<RequestedReminder> fixed = new ArrayList<>();
        for (int i = 0; i < reminders.size(); i++) {
            Reminder reminder = reminders.get(i);
            Instant remindAt = reminder.remindAt();
            if ((remindAt == null) == (reminder.beforeDue() == null)) {
                throw ProblemException.badRequest(
                        "reminders[" + i + "].remind_at", "must be given, or before_due instead of it; not both");
            }
            if (remindAt != null) {
                fixed.add(new RequestedReminder(remindAt, reminder.notificationMethod()));
            }
        }
        return fixed;
    }

    /**
     * The reminders relative to the due date as the event tells them; null for none.
     *
     * @throws ProblemException 400 if one is negative or absurdly long before
     */
    @Nullable List<RelativeReminder> relativeReminders() {
        List<RelativeReminder> relative = new ArrayList<>();
        for (int i = 0; reminders != null && i < reminders.size(); i++) {
            Duration before = reminders.get(i).beforeDue();
            if (before != null) {
                if (before.isNegative() || before.compareTo(MOST_BEFORE_DUE) > 0) {
                    throw ProblemException.badRequest(
                            "reminders[" + i + "].before_due", "must be from PT0S to " + MOST_BEFORE_DUE);
                }
                relative.add(new RelativeReminder(before, reminders.get(i).notificationMethod()));
            }
        }
        return relative.isEmpty() ? null : relative;
    }

    /** A reminder that comes with its task: it has either {@code remindAt} or {@code beforeDue}. */
    record Reminder(
            @Nullable @Upcoming Instant remindAt,
            @Nullable Duration beforeDue,
            @NotNull NotificationMethod notificationMethod) {}
}
