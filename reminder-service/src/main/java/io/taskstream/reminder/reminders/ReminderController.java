package io.taskstream.reminder.reminders;

import io.taskstream.api.idempotency.IdempotentWrites;
import io.taskstream.api.idempotency.WriteRequest;
import io.taskstream.api.paging.Cursor;
import io.taskstream.api.paging.Page;
import io.taskstream.api.paging.PageRequest;
import io.taskstream.api.problem.ProblemException;
import io.taskstream.api.security.Caller;
import io.taskstream.api.version.ETags;
import io.taskstream.api.version.IfMatch;
import io.taskstream.reminder.tasks.AwaitedTasks;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The reminders of one's tasks. */
@RestController
class ReminderController {
    private final AwaitedTasks tasks;
    private final Reminders reminders;
    private final ReminderRepository repository;
    private final IdempotentWrites writes;

    ReminderController(
            AwaitedTasks tasks, Reminders reminders, ReminderRepository repository, IdempotentWrites writes) {
        this.tasks = tasks;
        this.reminders = reminders;
        this.repository = repository;
        this.writes = writes;
    }

    @PostMapping("/api/tasks/{taskId}/reminders")
    ResponseEntity<ReminderView> schedule(
            WriteRequest write, @PathVariable long taskId, @Valid @RequestBody ReminderRequest request) {
        String userId = write.caller().userId();
        // outside of the write: waiting holds no transaction
        tasks.get(taskId, userId);
        return writes.once(write, () -> {
            ReminderView scheduled = reminders.schedule(userId, taskId, request).view();
            return ResponseEntity.created(URI.create("/api/reminders/" + scheduled.reminderId()))
                    .eTag(ETags.of(scheduled.version()))
                    .body(scheduled);
        });
    }

    @GetMapping("/api/tasks/{taskId}/reminders")
    Page<ReminderView> list(Caller caller, @PathVariable long taskId, PageRequest page) {
        tasks.get(taskId, caller.userId());
        long after = page.after(1).map(keys -> keys[0]).orElse(0L);
        List<ReminderView> found = repository
                .findByTaskIdAndUserIdAndReminderIdGreaterThanOrderByReminderId(
                        taskId, caller.userId(), after, Limit.of(page.fetch()))
                .stream()
                .map(Reminder::view)
                .toList();
        return Page.of(page, found, reminder -> Cursor.after(reminder.reminderId()), reminder -> reminder);
    }

    @GetMapping("/api/reminders/{reminderId}")
    ResponseEntity<ReminderView> get(Caller caller, @PathVariable long reminderId) {
        ReminderView reminder = repository
                .findByReminderIdAndUserId(reminderId, caller.userId())
                .orElseThrow(() -> ProblemException.notFound("reminder"))
                .view();
        return ResponseEntity.ok().eTag(ETags.of(reminder.version())).body(reminder);
    }

    @DeleteMapping("/api/reminders/{reminderId}")
    ResponseEntity<Void> cancel(WriteRequest write, IfMatch expected, @PathVariable long reminderId) {
        return writes.once(write, () -> {
            reminders.cancel(write.caller().userId(), reminderId, expected);
            return ResponseEntity.noContent().build();
        });
    }
}
