package io.taskstream.analytics.history;

import io.taskstream.api.paging.Cursor;
import io.taskstream.api.paging.Page;
import io.taskstream.api.paging.PageRequest;
import io.taskstream.api.problem.ProblemException;
import io.taskstream.api.security.Caller;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The history of one's tasks, deleted ones included. */
@RestController
class HistoryController {
    private final TaskHistory history;

    HistoryController(TaskHistory history) {
        this.history = history;
    }

    /** Everything that happened to a task, oldest first. */
    @GetMapping("/api/tasks/{taskId}/history")
    Page<HistoryEntry> history(Caller caller, @PathVariable long taskId, PageRequest page) {
        long[] after = page.after(2).orElse(new long[] {Long.MIN_VALUE, 0});
        List<HistoryEntry> found = history.of(caller.userId(), taskId, after[0], after[1], page.fetch());
        if (found.isEmpty() && page.cursor() == null) {
            throw ProblemException.notFound("task");
        }
        return Page.of(page, found, entry -> Cursor.after(micros(entry.occurredAt()), entry.seq()), entry -> entry);
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
