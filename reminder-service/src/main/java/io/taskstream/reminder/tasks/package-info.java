/** What this service knows of tasks: a projection of {@code task-events}. */
@NullMarked
package io.taskstream.reminder.tasks;

import org.jspecify.annotations.NullMarked;
