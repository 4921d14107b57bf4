package io.taskstream.reminder.reminders;

import io.taskstream.api.instant.Upcoming;
import io.taskstream.contracts.NotificationMethod;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;

/** What is asked for with a reminder. */
record ReminderRequest(
        @NotNull @Upcoming Instant remindAt, @NotNull NotificationMethod notificationMethod) {}
