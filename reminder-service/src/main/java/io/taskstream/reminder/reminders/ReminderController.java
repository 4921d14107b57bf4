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
import io.taskstream.reminder.history.History;
import io.taskstream.reminder.history.HistoryView;
import io.taskstream.reminder.preferences.UserPreferences;
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
    private final History history;
    private final UserPreferences preferences;
    private final IdempotentWrites writes;

    ReminderController(
            AwaitedTasks tasks,
            Reminders reminders,
            ReminderRepository repository,
            History history,
            UserPreferences preferences,
            IdempotentWrites writes) {
        this.tasks = tasks;
        this.reminders = reminders;
        this.repository = repository;
        this.history = history;
        this.preferences = preferences;
        this.writes = writes;
    }

    @PostMapping("/api/tasks/{taskId}/reminders")
    ResponseEntity<ReminderView> schedule(
            WriteRequest write, @PathVariable long taskId, @Valid @RequestBody ReminderRequest request) {
        String userId = write.caller().userId();
        Ask ask = request.ask();
        // outside of the write: waiting holds no transaction
        tasks.get(taskId, userId);
        return writes.once(write, () -> {
            ReminderView scheduled = reminders.schedule(userId, taskId, ask).view();
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

    /** Why it did or did not ring. */
    @GetMapping("/api/reminders/{reminderId}/history")
    Page<HistoryView> history(Caller caller, @PathVariable long reminderId, PageRequest page) {
        if (!repository.existsByReminderIdAndUserId(reminderId, caller.userId())) {
            throw ProblemException.notFound("reminder");
        }
        long after = page.after(1).map(keys -> keys[0]).orElse(0L);
        return Page.of(
                page,
                history.of(
                        reminderId,
                        after,
                        page.fetch(),
                        preferences.of(caller.userId()).zone()),
                entry -> Cursor.after(entry.historyId()),
                entry -> entry);
    }

    @PostMapping("/api/reminders/{reminderId}/snooze")
    ResponseEntity<ReminderView> snooze(
            WriteRequest write,
            IfMatch expected,
            @PathVariable long reminderId,
            @Valid @RequestBody SnoozeRequest request) {
        Snooze snooze = request.snooze();
        return writes.once(write, () -> {
            ReminderView snoozed = reminders
                    .snooze(write.caller().userId(), reminderId, snooze, expected)
                    .view();
            return ResponseEntity.ok().eTag(ETags.of(snoozed.version())).body(snoozed);
        });
    }

    @DeleteMapping("/api/reminders/{reminderId}")
    ResponseEntity<Void> cancel(WriteRequest write, IfMatch expected, @PathVariable long reminderId) {
        return writes.once(write, () -> {
            reminders.cancel(write.caller().userId(), reminderId, expected);
            return ResponseEntity.noContent().build();
        });
    }
}
