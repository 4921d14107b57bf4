/** Lists in pages, continued by an opaque cursor. */
@NullMarked
package io.taskstream.api.paging;

import org.jspecify.annotations.NullMarked;
