package io.taskstream.reminder.history;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Says in a sentence what became of a reminder and why. */
final class Explanation {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    private Explanation() {}

    static String of(Instant at, Entry entry, ZoneId zone) {
        String from = time(entry.from(), zone);
        String to = time(entry.to(), zone) + " " + zone.getId();
        return switch (entry.reason()) {
            case ASKED -> "Asked for " + to;
            case ASKED_WITH_TASK -> "Asked for " + to + ", together with the task";
            case DEFAULT_REMINDER -> "Set for " + to + " as one of the user's default reminders";
            case REPEAT -> "Rings again at " + to + ", as long as the task is not done";
            case DUE_DATE_SET -> "The task's due date leaves time for it now: set for " + to;
            case DUE_DATE_MOVED -> "The task's due date moved: set for " + to + instead(entry.from(), from);
            case PREFERENCES_CHANGED -> "The user's preferences changed: set for " + to + instead(entry.from(), from);
            case QUIET_HOURS -> "Deferred from " + from + " to " + to + ": quiet hours";
            case WORKING_DAYS -> "Deferred from " + from + " to " + to + ": not a working day";
            case SNOOZED -> "Snoozed until " + to;
            case DUE -> "Rang, due at " + to;
            case OUTAGE -> "Rang " + late(at, entry) + " late, due at " + to + ": the service was down";
            case BACKLOG -> "Rang " + late(at, entry) + " late, due at " + to + ": the service was behind";
            case SCHEDULED_LATE ->
                "Rang " + late(at, entry) + " late, due at " + to + ": that was past when it was set";
            case NO_DUE_DATE -> "Does not ring: the task has no due date; it is set once there is one";
            case DUE_DATE_REMOVED -> "Does not ring: the task lost its due date; it is set once there is a new one";
            case ALREADY_PAST -> "Does not ring: by the task's due date it would have at " + to + ", which was past";
            case BY_USER -> "Cancelled by the user";
            case TASK_COMPLETED -> "Cancelled: the task is completed";
            case TASK_DELETED -> "Cancelled: the task is deleted";
        };
    }

    private static String time(@Nullable Instant instant, ZoneId zone) {
        return instant == null ? "" : TIME.format(instant.atZone(zone));
    }

    private static String instead(@Nullable Instant from, String text) {
        return from == null ? "" : " instead of " + text;
    }

    private static String late(Instant at, Entry entry) {
        Duration late = Duration.between(Objects.requireNonNullElse(entry.to(), at), at);
        if (late.toDays() > 0) {
            return late.toDays() + " d " + late.toHoursPart() + " h";
        }
        if (late.toHours() > 0) {
            return late.toHours() + " h " + late.toMinutesPart() + " min";
        }
        return late.toMinutes() > 0
                ? late.toMinutes() + " min " + late.toSecondsPart() + " s"
                : late.toSeconds() + " s";
    }
}
