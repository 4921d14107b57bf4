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
    NOTIFICATION_OUTCOME("notification.outcome.v1", Topics.NOTIFICATIONS, NotificationOutcome.class),
    NOTIFICATION_IN_APP(
            "notification.in_app.v1", Topics.NOTIFICATIONS, InAppNotification.class, "in-app-notifications"),
    PREFERENCES_CHANGED("preferences.changed.v1", Topics.NOTIFICATIONS, PreferencesChanged.class, "preferences");

    private static final Map<String, EventType> BY_WIRE_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(EventType::wireName, Function.identity()));

    private final String wireName;
    private final String topic;
    private final Class<? extends Event> dataType;
    private final String schema;

    EventType(String wireName, String topic, Class<? extends Event> dataType) {
        this(wireName, topic, dataType, topic);
    }

    EventType(String wireName, String topic, Class<? extends Event> dataType, String schema) {
        this.wireName = wireName;
        this.topic = topic;
        this.dataType = dataType;
        this.schema = schema;
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

    /** The name of the data's schema, {@code contracts/schemas/NAME.schema.json}: the topic's, if it has only one. */
    public String schema() {
        return schema;
    }

    /** The type of that CloudEvents name; empty for a name this build doesn't know. */
    public static Optional<EventType> ofWireName(String name) {
        return Optional.ofNullable(BY_WIRE_NAME.get(name));
    }
}
