package io.taskstream.task.tasks;

import io.taskstream.api.problem.ProblemException;
import io.taskstream.api.security.Caller;
import io.taskstream.api.version.IfMatch;
import io.taskstream.contracts.Event;
import io.taskstream.contracts.FieldUpdated;
import io.taskstream.contracts.FieldUpdated.Field;
import io.taskstream.contracts.TaskChange;
import io.taskstream.contracts.TaskData;
import io.taskstream.contracts.TaskEvent;
import io.taskstream.contracts.TaskStatus;
import io.taskstream.eventing.outbox.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Changes tasks and states the facts, within the transaction of its caller. */
@Component
class Tasks {
    private final TaskRepository tasks;
    private final Outbox outbox;
    private final Clock clock;

    Tasks(TaskRepository tasks, Outbox outbox, Clock clock) {
        this.tasks = tasks;
        this.outbox = outbox;
        this.clock = clock;
    }

    TaskView create(Caller caller, TaskRequest request) {
        Instant now = now();
        Task task =
                tasks.save(new Task(caller.userId(), request.title(), request.description(), request.dueDate(), now));
        UUID event = outbox.append(new TaskEvent(
                TaskChange.CREATED,
                task.id(),
                task.userId(),
                task.data(),
                now,
                task.version(),
                caller.actingClient(),
                request.requestedReminders(),
                request.relativeReminders()));
        return task.view(event);
    }

    /** @throws ProblemException with 404 without such a task, with 412 if it has changed */
    TaskView patch(Caller caller, long taskId, IfMatch expected, TaskPatch patch) {
        Task task = find(caller, taskId, expected);
        TaskData before = task.data();
        patch.requireUpcoming(before.dueDate(), clock);
        Instant now = now();
        if (!task.apply(patch, now)) {
            return task.view(null);
        }
        // written now, for the events to carry the new version
        Task changed = tasks.saveAndFlush(task);
        TaskChange change =
                before.status() == TaskStatus.PENDING && changed.data().status() == TaskStatus.COMPLETED
                        ? TaskChange.COMPLETED
                        : TaskChange.UPDATED;
        List<Event> events = new ArrayList<>();
        events.add(fact(change, changed, changed.version(), now, caller));
        events.addAll(fieldUpdates(before, changed, now, caller));
        return changed.view(outbox.append(events).getFirst());
    }

    /** @throws ProblemException with 404 without such a task, with 412 if it has changed */
    TaskView complete(Caller caller, long taskId, IfMatch expected) {
        return patch(caller, taskId, expected, TaskPatch.completion());
    }

    /** @throws ProblemException with 404 without such a task, with 412 if it has changed */
    void delete(Caller caller, long taskId, IfMatch expected) {
        Task task = find(caller, taskId, expected);
        tasks.delete(task);
        tasks.flush();
        outbox.append(fact(TaskChange.DELETED, task, task.version() + 1, now(), caller));
    }

    private Task find(Caller caller, long taskId, IfMatch expected) {
        Task task = tasks.findForChange(taskId, caller.userId()).orElseThrow(() -> ProblemException.notFound("task"));
        expected.require(task.version());
        return task;
    }

    private static TaskEvent fact(TaskChange change, Task task, long version, Instant now, Caller caller) {
        return new TaskEvent(change, task.id(), task.userId(), task.data(), now, version, caller.actingClient(), null);
    }

    private static List<FieldUpdated> fieldUpdates(TaskData before, Task task, Instant now, Caller caller) {
        TaskData after = task.data();
        List<FieldUpdated> updates = new ArrayList<>();
        for (Field field : Field.values()) {
            String previousValue = value(field, before);
            String newValue = value(field, after);
            if (!Objects.equals(previousValue, newValue)) {
                updates.add(new FieldUpdated(
                        FieldUpdated.Change.FIELD_UPDATED,
                        task.id(),
                        task.userId(),
                        field,
                        previousValue,
                        newValue,
                        FieldUpdated.ChangedBy.USER,
                        now,
                        task.version(),
                        caller.actingClient()));
            }
        }
        return updates;
    }

    private static @Nullable String value(Field field, TaskData data) {
        return switch (field) {
            case STATUS -> data.status().wireName();
            case TITLE -> data.title();
            case DUE_DATE -> data.dueDate() == null ? null : data.dueDate().toString();
        };
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
