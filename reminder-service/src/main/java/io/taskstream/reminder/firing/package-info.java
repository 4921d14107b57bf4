/** Fires what is due, on the tick of a Dapr cron binding. */
@NullMarked
package io.taskstream.reminder.firing;

import org.jspecify.annotations.NullMarked;
