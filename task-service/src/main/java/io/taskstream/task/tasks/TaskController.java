package io.taskstream.task.tasks;

import io.taskstream.api.idempotency.IdempotentWrites;
import io.taskstream.api.idempotency.WriteRequest;
import io.taskstream.api.paging.Cursor;
import io.taskstream.api.paging.Page;
import io.taskstream.api.paging.PageRequest;
import io.taskstream.api.problem.ProblemException;
import io.taskstream.api.security.Caller;
import io.taskstream.api.version.ETags;
import io.taskstream.api.version.IfMatch;
import io.taskstream.contracts.TaskStatus;
import jakarta.validation.Valid;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** One's tasks. */
@RestController
@RequestMapping("/api/tasks")
class TaskController {
    /** A position that is newer than any task: the end of the year 9999, in microseconds. */
    private static final long[] BEFORE_ALL = {253_402_300_799_999_999L, Long.MAX_VALUE};

    private final Tasks tasks;
    private final TaskRepository repository;
    private final IdempotentWrites writes;

    TaskController(Tasks tasks, TaskRepository repository, IdempotentWrites writes) {
        this.tasks = tasks;
        this.repository = repository;
        this.writes = writes;
    }

    @PostMapping
    ResponseEntity<TaskView> create(WriteRequest write, @Valid @RequestBody TaskRequest request) {
        return writes.once(write, () -> {
            TaskView created = tasks.create(write.caller(), request);
            return ResponseEntity.created(URI.create("/api/tasks/" + created.taskId()))
                    .eTag(ETags.of(created.version()))
                    .body(created);
        });
    }

    @GetMapping
    Page<TaskView> list(
            Caller caller,
            PageRequest page,
            @RequestParam(required = false) @Nullable TaskStatus status,
            @RequestParam(name = "due_after", required = false) @Nullable Instant dueAfter,
            @RequestParam(name = "due_before", required = false) @Nullable Instant dueBefore) {
        long[] after = page.after(2).orElse(BEFORE_ALL);
        List<TaskView> found = repository
                .list(
                        caller.userId(),
                        Instant.EPOCH.plus(Math.clamp(after[0], 0, BEFORE_ALL[0]), ChronoUnit.MICROS),
                        after[1],
                        status,
                        dueAfter,
                        dueBefore,
                        Limit.of(page.fetch()))
                .stream()
                .map(task -> task.view(null))
                .toList();
        return Page.of(page, found, TaskController::position, task -> task);
    }

    @GetMapping("/{taskId}")
    ResponseEntity<TaskView> get(Caller caller, @PathVariable long taskId) {
        return answer(repository
                .findByTaskIdAndUserId(taskId, caller.userId())
                .orElseThrow(() -> ProblemException.notFound("task"))
                .view(null));
    }

    @PatchMapping("/{taskId}")
    ResponseEntity<TaskView> patch(
            WriteRequest write, IfMatch expected, @PathVariable long taskId, @Valid @RequestBody TaskPatch patch) {
        return writes.once(write, () -> answer(tasks.patch(write.caller(), taskId, expected, patch)));
    }

    @PostMapping("/{taskId}/complete")
    ResponseEntity<TaskView> complete(WriteRequest write, IfMatch expected, @PathVariable long taskId) {
        return writes.once(write, () -> answer(tasks.complete(write.caller(), taskId, expected)));
    }

    @DeleteMapping("/{taskId}")
    ResponseEntity<Void> delete(WriteRequest write, IfMatch expected, @PathVariable long taskId) {
        return writes.once(write, () -> {
            tasks.delete(write.caller(), taskId, expected);
            return ResponseEntity.noContent().build();
        });
    }

    private static Cursor position(TaskView task) {
        return Cursor.after(ChronoUnit.MICROS.between(Instant.EPOCH, task.createdAt()), task.taskId());
    }

    private static ResponseEntity<TaskView> answer(TaskView task) {
        return ResponseEntity.ok().eTag(ETags.of(task.version())).body(task);
    }
}
