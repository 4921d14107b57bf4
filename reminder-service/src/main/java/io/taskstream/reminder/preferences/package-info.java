/** When users want to hear of things: a projection of {@code notifications}, and what follows from it. */
@NullMarked
package io.taskstream.reminder.preferences;

import org.jspecify.annotations.NullMarked;
