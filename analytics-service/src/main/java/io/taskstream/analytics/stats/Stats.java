package io.taskstream.analytics.stats;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Counts of a user's tasks over some days.
 *
 * @param from the first day
 * @param to the last day
 * @param zone in which days begin and end
 * @param tasksCreated in these days
 * @param tasksCompleted in these days, whenever they were created
 * @param completionRate how much of what was created in these days is completed by now, 0 to 1; null if nothing was
 * @param byDay the days on which something happened
 */
record Stats(
        LocalDate from,
        LocalDate to,
        String zone,
        long tasksCreated,
        long tasksCompleted,
        @Nullable Double completionRate,
        List<Day> byDay) {

    static Stats of(
            LocalDate from,
            LocalDate to,
            String zone,
            Map<LocalDate, Long> created,
            Map<LocalDate, Long> completed,
            long completedOfCreated) {
        TreeSet<LocalDate> days = new TreeSet<>(created.keySet());
        days.addAll(completed.keySet());
        long tasksCreated = sum(created);
        return new Stats(
                from,
                to,
                zone,
                tasksCreated,
                sum(completed),
                tasksCreated == 0 ? null : (double) completedOfCreated / tasksCreated,
                days.stream()
                        .map(day -> new Day(day, created.getOrDefault(day, 0L), completed.getOrDefault(day, 0L)))
                        .toList());
    }

    private static long sum(Map<LocalDate, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The counts of one day. */
    record Day(LocalDate day, long tasksCreated, long tasksCompleted) {}
}
