/** Points in time as the API writes, reads and limits them. */
@NullMarked
package io.taskstream.api.instant;

import org.jspecify.annotations.NullMarked;
