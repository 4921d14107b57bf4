/** Schedules the reminders of tasks and fires them when they are due. */
@NullMarked
package io.taskstream.reminder;

import org.jspecify.annotations.NullMarked;
