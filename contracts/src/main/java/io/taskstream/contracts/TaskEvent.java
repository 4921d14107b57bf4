package io.taskstream.contracts;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A change of a task, on {@link Topics#TASK_EVENTS}.
 *
 * @param version of the task after the change: 1, 2, 3 …
 * @param actedBy the client that acted for the user, where one did
 * @param reminders asked for together with the task, at fixed instants; only with {@link TaskChange#CREATED}
 * @param relativeReminders asked for together with the task, before it is due; only with {@link TaskChange#CREATED}
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TaskEvent(
        TaskChange eventType,
        long taskId,
        String userId,
        TaskData taskData,
        Instant timestamp,
        long version,
        @Nullable String actedBy,
        @Nullable List<RequestedReminder> reminders,
        @Nullable List<RelativeReminder> relativeReminders)
        implements Event {

    /** A change without relative reminders. */
    public TaskEvent(
            TaskChange eventType,
            long taskId,
            String userId,
            TaskData taskData,
            Instant timestamp,
            long version,
            @Nullable String actedBy,
            @Nullable List<RequestedReminder> reminders) {
        this(eventType, taskId, userId, taskData, timestamp, version, actedBy, reminders, null);
    }

    public TaskEvent {
        requireNonNull(eventType, "event_type");
        requireNonNull(userId, "user_id");
        requireNonNull(taskData, "task_data");
        requireNonNull(timestamp, "timestamp");
    }

    @Override
    public EventType type() {
        return eventType.type();
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
