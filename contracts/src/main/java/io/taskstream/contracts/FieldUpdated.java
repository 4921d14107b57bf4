package io.taskstream.contracts;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * One field of a task got another value, on {@link Topics#TASK_UPDATES}.
 *
 * @param previousValue as text; null where the field was empty
 * @param newValue as text; null where the field is empty now
 * @param version of the task after the change; the events of one change share it
 * @param actedBy the client that acted for the user, where one did
 */
@JsonNaming(SnakeCaseStrategy.class)
public record FieldUpdated(
        Change eventType,
        long taskId,
        String userId,
        Field fieldChanged,
        @Nullable String previousValue,
        @Nullable String newValue,
        ChangedBy changedBy,
        Instant timestamp,
        long version,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String actedBy)
        implements Event {

    public FieldUpdated {
        requireNonNull(eventType, "event_type");
        requireNonNull(userId, "user_id");
        requireNonNull(fieldChanged, "field_changed");
        requireNonNull(changedBy, "changed_by");
        requireNonNull(timestamp, "timestamp");
    }

    /** The only change there is on this topic. */
    public enum Change {
        @JsonProperty("field_updated")
        FIELD_UPDATED
    }

    /** The fields whose changes are told one by one. */
    public enum Field {
        @JsonProperty("status")
        STATUS,
        @JsonProperty("title")
        TITLE,
        @JsonProperty("due_date")
        DUE_DATE
    }

    /** Who made the change. */
    public enum ChangedBy {
        @JsonProperty("user")
        USER,
        @JsonProperty("system")
        SYSTEM
    }

    @Override
    public EventType type() {
        return EventType.TASK_FIELD_UPDATED;
    }

    @Override
    public String subject() {
        return Long.toString(taskId);
    }

    @Override
    public String partitionKey() {
        return subject();
    }
}
