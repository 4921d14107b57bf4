/** Counts of a user's tasks. */
@NullMarked
package io.taskstream.analytics.stats;

import org.jspecify.annotations.NullMarked;
