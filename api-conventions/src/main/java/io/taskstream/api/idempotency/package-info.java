/** Writes that may be sent again: the first answer is kept with the change it tells of, and given again. */
@NullMarked
package io.taskstream.api.idempotency;

import org.jspecify.annotations.NullMarked;
