/** The trace of an event's cause, carried from the publisher to its consumers. */
@NullMarked
package io.taskstream.eventing.trace;

import org.jspecify.annotations.NullMarked;
