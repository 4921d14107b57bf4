package io.taskstream.contracts;

import java.time.Duration;
import java.util.List;

/**
 * The topics of the platform, with their partitions (development) and retention.
 *
 * <p>The same facts stand in {@code strimzi/}, from which brokers get them; a test holds the two together.
 */
public final class Topics {
    public static final String TASK_EVENTS = "task-events";
    public static final String TASK_UPDATES = "task-updates";
    public static final String REMINDERS = "reminders";
    public static final String NOTE_EVENTS = "note-events";
    public static final String MESSAGES = "messages";
    public static final String NOTIFICATIONS = "notifications";
    public static final String INSIGHTS = "insights";

    /** A topic's dead letters go to the topic of its name with this suffix. */
    public static final String DEAD_LETTER_SUFFIX = "-dlq";

    public static final String TASK_EVENTS_DLQ = TASK_EVENTS + DEAD_LETTER_SUFFIX;
    public static final String TASK_UPDATES_DLQ = TASK_UPDATES + DEAD_LETTER_SUFFIX;
    public static final String REMINDERS_DLQ = REMINDERS + DEAD_LETTER_SUFFIX;
    public static final String NOTE_EVENTS_DLQ = NOTE_EVENTS + DEAD_LETTER_SUFFIX;
    public static final String MESSAGES_DLQ = MESSAGES + DEAD_LETTER_SUFFIX;
    public static final String NOTIFICATIONS_DLQ = NOTIFICATIONS + DEAD_LETTER_SUFFIX;
    public static final String INSIGHTS_DLQ = INSIGHTS + DEAD_LETTER_SUFFIX;

    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration MONTH = Duration.ofDays(30);

    /** Every topic that exists, dead letters included. */
    public static final List<Topic> ALL = List.of(
            new Topic(TASK_EVENTS, 3, WEEK),
            new Topic(TASK_UPDATES, 3, MONTH),
            new Topic(REMINDERS, 3, WEEK),
            new Topic(NOTE_EVENTS, 3, WEEK),
            new Topic(MESSAGES, 3, WEEK),
            new Topic(NOTIFICATIONS, 3, WEEK),
            new Topic(INSIGHTS, 3, WEEK),
            new Topic(TASK_EVENTS_DLQ, 1, MONTH),
            new Topic(TASK_UPDATES_DLQ, 1, MONTH),
            new Topic(REMINDERS_DLQ, 1, MONTH),
            new Topic(NOTE_EVENTS_DLQ, 1, MONTH),
            new Topic(MESSAGES_DLQ, 1, MONTH),
            new Topic(NOTIFICATIONS_DLQ, 1, MONTH),
            new Topic(INSIGHTS_DLQ, 1, MONTH));

    private Topics() {}

    /**
     * A topic as it is declared.
     *
     * @param partitions partitions in development; production may have more
     * @param retention how long the broker keeps a record
     */
    public record Topic(String name, int partitions, Duration retention) {}
}
