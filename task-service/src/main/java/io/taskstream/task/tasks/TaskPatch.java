package io.taskstream.task.tasks;

import io.taskstream.api.instant.Upcoming;
import io.taskstream.api.instant.UpcomingValidator;
import io.taskstream.api.json.Patched;
import io.taskstream.api.problem.ProblemException;
import io.taskstream.api.text.PlainText;
import io.taskstream.contracts.TaskStatus;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A JSON merge patch of a task: what is left out stays, what is null is cleared. */
record TaskPatch(
        Patched<@NotNull @PlainText(max = TaskRequest.TITLE) String> title,
        Patched<@Nullable @PlainText(max = TaskRequest.DESCRIPTION, multiline = true, blank = true) String> description,
        Patched<@Nullable @Upcoming(future = false) Instant> dueDate,
        Patched<@NotNull TaskStatus> status) {

    /**
     * Demands that a new due date lies ahead. One that is given as it was may lie behind: it changes nothing.
     *
     * @throws ProblemException 400
     */
    void requireUpcoming(@Nullable Instant before, Clock clock) {
        Instant after = dueDate.value();
        if (after != null && !after.equals(before)) {
            UpcomingValidator.objection(after, clock, true).ifPresent(objection -> {
                throw ProblemException.badRequest("due_date", objection);
            });
        }
    }

    /** Completes, and changes nothing else. */
    static TaskPatch completion() {
        return new TaskPatch(Patched.leftOut(), Patched.leftOut(), Patched.leftOut(), Patched.of(TaskStatus.COMPLETED));
    }
}
