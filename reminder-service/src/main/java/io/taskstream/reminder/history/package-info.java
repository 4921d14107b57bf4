/** Why reminders did or did not ring. */
@NullMarked
package io.taskstream.reminder.history;

import org.jspecify.annotations.NullMarked;
