/** Received events, applied once each, and what becomes of those that can't be applied. */
@NullMarked
package io.taskstream.eventing.inbox;

import org.jspecify.annotations.NullMarked;
