package io.taskstream.eventing.deadletters;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of many dead letters.
 *
 * @param items those that were looked at, the oldest first
 * @param remaining how many of those that were meant still wait, looked at or not
 * @param nextAfter with which to go on; null where nothing is left to look at
 */
record Progress(
        List<Outcome> items, long remaining, @Nullable Long nextAfter) {}
