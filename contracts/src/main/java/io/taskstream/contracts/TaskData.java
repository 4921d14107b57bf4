package io.taskstream.contracts;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** A task as it stands after the change; for a deletion, as it last stood. */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TaskData(
        String title,
        @Nullable String description,
        @Nullable Instant dueDate,
        TaskStatus status) {

    public TaskData {
        requireNonNull(title, "title");
        requireNonNull(status, "status");
    }
}
