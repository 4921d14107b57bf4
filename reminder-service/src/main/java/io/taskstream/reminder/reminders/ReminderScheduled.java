package io.taskstream.reminder.reminders;

import java.time.Instant;

/** A reminder waits to ring from now on. */
public record ReminderScheduled(Instant remindAt) {}
