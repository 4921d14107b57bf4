/** What happened to a task. */
@NullMarked
package io.taskstream.analytics.history;

import org.jspecify.annotations.NullMarked;
