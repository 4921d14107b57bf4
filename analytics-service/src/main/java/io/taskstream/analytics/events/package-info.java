/** The event store: every event that was consumed, as it came. */
@NullMarked
package io.taskstream.analytics.events;

import org.jspecify.annotations.NullMarked;
