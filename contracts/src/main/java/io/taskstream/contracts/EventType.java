package io.taskstream.contracts;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every type of event on the wire, with its topic and the record that carries its data. */
public enum EventType {
    TASK_CREATED("task.created.v1", Topics.TASK_EVENTS, TaskEvent.class),
    TASK_UPDATED("task.updated.v1", Topics.TASK_EVENTS, TaskEvent.class),
    TASK_COMPLETED("task.completed.v1", Topics.TASK_EVENTS, TaskEvent.class),
    TASK_DELETED("task.deleted.v1", Topics.TASK_EVENTS, TaskEvent.class),
    TASK_FIELD_UPDATED("task.field_updated.v1", Topics.TASK_UPDATES, FieldUpdated.class),
    REMINDER_DUE("reminder.due.v1", Topics.REMINDERS, ReminderDue.class),
    NOTIFICATION_OUTCOME("notification.outcome.v1", Topics.NOTIFICATIONS, NotificationOutcome.class);

    private static final Map<String, EventType> BY_WIRE_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(EventType::wireName, Function.identity()));

    private final String wireName;
    private final String topic;
    private final Class<? extends Event> dataType;

    EventType(String wireName, String topic, Class<? extends Event> dataType) {
        this.wireName = wireName;
        this.topic = topic;
        this.dataType = dataType;
    }

    /** The CloudEvents type, such as {@code task.created.v1}. */
    public String wireName() {
        return wireName;
    }

    /** The topic on which events of this type travel. */
    public String topic() {
        return topic;
    }

    /** The record of this type's data. */
    public Class<? extends Event> dataType() {
        return dataType;
    }

    /** The type of that CloudEvents name; empty for a name this build doesn't know. */
    public static Optional<EventType> ofWireName(String name) {
        return Optional.ofNullable(BY_WIRE_NAME.get(name));
    }
}
