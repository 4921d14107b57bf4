/** Due reminders drained to the broker, against schedulers that do nothing with what is due. */
@NullMarked
package io.taskstream.bench.drain;

import org.jspecify.annotations.NullMarked;
