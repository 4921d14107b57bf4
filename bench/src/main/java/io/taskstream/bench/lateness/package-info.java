/** From the instant at which a reminder is due until the broker has it. */
@NullMarked
package io.taskstream.bench.lateness;

import org.jspecify.annotations.NullMarked;
