/** Events committed with the state that caused them, and the relay that publishes them. */
@NullMarked
package io.taskstream.eventing.outbox;

import org.jspecify.annotations.NullMarked;
