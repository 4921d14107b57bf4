package io.taskstream.reminder.reminders;

import java.time.Duration;

/**
 * That a reminder rings again until its task is done.
 *
 * @param every from one ring to the next
 * @param times how often it rings again, at most
 */
record Repeat(Duration every, int times) {}
