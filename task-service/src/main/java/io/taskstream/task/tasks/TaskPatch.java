package io.taskstream.task.tasks;

import io.taskstream.api.instant.Upcoming;
import io.taskstream.api.json.Patched;
import io.taskstream.api.text.PlainText;
import io.taskstream.contracts.TaskStatus;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A JSON merge patch of a task: what is left out stays, what is null is cleared. */
record TaskPatch(
        Patched<@NotNull @PlainText(max = TaskRequest.TITLE) String> title,
        Patched<@Nullable @PlainText(max = TaskRequest.DESCRIPTION, multiline = true, blank = true) String> description,
        Patched<@Nullable @Upcoming Instant> dueDate,
        Patched<@NotNull TaskStatus> status) {

    /** Completes, and changes nothing else. */
    static TaskPatch completion() {
        return new TaskPatch(Patched.leftOut(), Patched.leftOut(), Patched.leftOut(), Patched.of(TaskStatus.COMPLETED));
    }
}
