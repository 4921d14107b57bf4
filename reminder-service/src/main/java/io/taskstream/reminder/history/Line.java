package io.taskstream.reminder.history;

import java.time.Instant;

/** An entry in the history of a reminder. */
public record Line(long reminderId, Instant at, Entry entry) {}
