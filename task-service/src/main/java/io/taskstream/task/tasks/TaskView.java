package io.taskstream.task.tasks;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.taskstream.contracts.TaskStatus;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A task as the API shows it.
 *
 * @param version its ETag
 * @param eventId of the event that the request caused; absent where it caused none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TaskView(
        long taskId,
        String userId,
        String title,
        @Nullable String description,
        @Nullable Instant dueDate,
        TaskStatus status,
        long version,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant completedAt,
        @Nullable UUID eventId) {}
