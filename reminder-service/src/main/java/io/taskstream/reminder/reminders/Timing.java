package io.taskstream.reminder.reminders;

import java.time.Duration;
import java.time.Instant;

/** When a reminder is to ring first. */
sealed interface Timing {
    /** At an instant, whatever becomes of the due date. */
    record At(Instant instant) implements Timing {}

    /** That long before the task is due, whenever that is. */
    record BeforeDue(Duration before) implements Timing {}
}
