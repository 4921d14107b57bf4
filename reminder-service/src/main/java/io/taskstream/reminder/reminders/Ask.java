package io.taskstream.reminder.reminders;

import io.taskstream.contracts.NotificationMethod;
import org.jspecify.annotations.Nullable;

/** What is wanted of a reminder. */
record Ask(
        Timing timing, NotificationMethod method, @Nullable Repeat repeat, boolean ignoreQuietHours, Origin origin) {}
