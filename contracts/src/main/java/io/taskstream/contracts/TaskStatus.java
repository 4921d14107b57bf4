package io.taskstream.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a task stands. */
public enum TaskStatus {
    @JsonProperty("pending")
    PENDING,
    @JsonProperty("completed")
    COMPLETED;

    /** The name on the wire. */
    public String wireName() {
        return this == PENDING ? "pending" : "completed";
    }
}
