/** Reminders as people ask for them, and as the fate of their task decides. */
@NullMarked
package io.taskstream.reminder.reminders;

import org.jspecify.annotations.NullMarked;
