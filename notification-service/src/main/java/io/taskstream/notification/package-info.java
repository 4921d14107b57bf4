/** Delivers notifications to people, and says what became of them. */
@NullMarked
package io.taskstream.notification;

import org.jspecify.annotations.NullMarked;
