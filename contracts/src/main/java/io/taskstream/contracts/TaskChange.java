package io.taskstream.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What happened to a task. */
public enum TaskChange {
    @JsonProperty("created")
    CREATED(EventType.TASK_CREATED),
    @JsonProperty("updated")
    UPDATED(EventType.TASK_UPDATED),
    @JsonProperty("completed")
    COMPLETED(EventType.TASK_COMPLETED),
    @JsonProperty("deleted")
    DELETED(EventType.TASK_DELETED);

    private final EventType type;

    TaskChange(EventType type) {
        this.type = type;
    }

    EventType type() {
        return type;
    }
}
