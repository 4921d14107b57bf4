package io.taskstream.bench.harness;

import org.jspecify.annotations.Nullable;

/**
 * A goal with what was found.
 *
 * @param ours the median of our repeats
 * @param yardstick the median of the yardstick's
 * @param ratio the median of the repeats' ratios
 * @param why why it wasn't measured
 */
public record Finding(
        Metric metric,
        @Nullable Double ours,
        @Nullable Double yardstick,
        @Nullable Double ratio,
        String goal,
        Verdict verdict,
        @Nullable String why) {}
