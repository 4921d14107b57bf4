package io.taskstream.bench.harness;

import java.util.List;

/**
 * What a benchmark, or one variant of it, found.
 *
 * @param title the benchmark and its variant, such as {@code create, 8 connections}
 * @param notes what a reader must know to read the figures
 */
public record Outcome(String title, List<Series> series, List<Finding> findings, List<String> notes) {
    public Outcome {
        series = List.copyOf(series);
        findings = List.copyOf(findings);
        notes = List.copyOf(notes);
    }

    /** Judges what was measured. */
    public static Outcome of(String title, List<Series> series, List<? extends Goal> goals, List<String> notes) {
        return new Outcome(
                title, series, goals.stream().map(goal -> goal.judge(series)).toList(), notes);
    }

    /** When something that all of its goals need isn't there. */
    public static Outcome notMeasured(String title, List<? extends Goal> goals, String why) {
        return new Outcome(
                title,
                List.of(),
                goals.stream().map(goal -> goal.notMeasured(why)).toList(),
                List.of("Not measured: " + why + "."));
    }
}
