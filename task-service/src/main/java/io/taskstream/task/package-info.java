/** Tasks: their state, their rules, and the events of their changes. */
@NullMarked
package io.taskstream.task;

import org.jspecify.annotations.NullMarked;
