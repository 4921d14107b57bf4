/** A tiny service that follows the conventions, for their tests. */
@NullMarked
package io.taskstream.api.app;

import org.jspecify.annotations.NullMarked;
