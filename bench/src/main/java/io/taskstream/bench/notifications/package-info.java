/** Notifications stored and handed to a channel that does nothing. */
@NullMarked
package io.taskstream.bench.notifications;

import org.jspecify.annotations.NullMarked;
