/** What handlers are given beyond what Spring gives them. */
@NullMarked
package io.taskstream.api.argument;

import org.jspecify.annotations.NullMarked;
