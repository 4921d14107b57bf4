/** Where and when people want to be reached. */
@NullMarked
package io.taskstream.notification.preferences;

import org.jspecify.annotations.NullMarked;
