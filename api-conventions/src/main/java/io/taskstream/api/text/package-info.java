/** Which characters and lengths user text may have. */
@NullMarked
package io.taskstream.api.text;

import org.jspecify.annotations.NullMarked;
