package io.taskstream.reminder.reminders;

import io.taskstream.contracts.PreferencesChanged.DefaultReminder;
import io.taskstream.contracts.RelativeReminder;
import io.taskstream.contracts.RequestedReminder;
import io.taskstream.contracts.TaskChange;
import io.taskstream.contracts.TaskEvent;
import io.taskstream.reminder.preferences.Preferences;
import io.taskstream.reminder.preferences.UserPreferences;
import io.taskstream.reminder.tasks.TaskView;
import io.taskstream.reminder.tasks.TaskViews;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What becomes of a task decides what becomes of its reminders. Runs within the transaction of the event's effect. */
@Component
class TaskFollower {
    private final TaskViews tasks;
    private final ReminderRepository repository;
    private final Reminders reminders;
    private final UserPreferences preferences;

    TaskFollower(TaskViews tasks, ReminderRepository repository, Reminders reminders, UserPreferences preferences) {
        this.tasks = tasks;
        this.repository = repository;
        this.reminders = reminders;
        this.preferences = preferences;
    }

    /** An event may be older than what is known of its task: what counts is the task as it is known then. */
    void follow(TaskEvent event) {
        TaskView task =
                tasks.apply(event, mayGetDefaults(event) && event.taskData().dueDate() == null);
        Instant now = reminders.now();
        if (event.eventType() == TaskChange.CREATED) {
            create(task, event, now);
        } else if (task.open()) {
            moveWithDueDate(task, now);
            if (task.awaitsDefaults() && task.dueDate() != null) {
                firstDueDate(task, now);
            }
        } else {
            repository
                    .lockLive(task.taskId())
                    .forEach(reminder -> reminders.record(reminder, reminder.close(task, now), now));
        }
    }

    private void moveWithDueDate(TaskView task, Instant now) {
        List<Reminder> relative = repository.lockLive(task.taskId()).stream()
                .filter(Reminder::relative)
                .toList();
        if (!relative.isEmpty()) {
            Preferences times = preferences.of(task.userId());
            relative.forEach(reminder -> reminders.record(reminder, reminder.dueDate(task.dueDate(), times, now), now));
        }
    }

    /** Those that its user's tasks get by themselves, unless the user has set others meanwhile. */
    private void firstDueDate(TaskView task, Instant now) {
        tasks.awaitDefaults(task.taskId(), false);
        if (!repository.existsByTaskId(task.taskId())) {
            createDefaults(task, now);
        }
    }

    private void createDefaults(TaskView task, Instant now) {
        Preferences times = preferences.of(task.userId());
        times.defaultReminders().stream()
                .map(TaskFollower::ask)
                .forEach(ask -> reminders.create(task, ask, times, now));
    }

    /** Whether nothing was said about reminders. */
    private static boolean mayGetDefaults(TaskEvent event) {
        return event.eventType() == TaskChange.CREATED && event.reminders() == null;
    }

    /**
     * Those that were asked for together with the task; if none were and it has a due date, those that its user's tasks
     * get by themselves, and otherwise those come with the first due date. They come only once: the inbox lets no event
     * through twice.
     */
    private void create(TaskView task, TaskEvent event, Instant now) {
        List<RequestedReminder> requested = event.reminders();
        if (requested != null) {
            Preferences times = preferences.of(task.userId());
            Stream.concat(
                            requested.stream().map(TaskFollower::ask),
                            Stream.ofNullable(event.relativeReminders())
                                    .flatMap(List::stream)
                                    .map(TaskFollower::ask))
                    .limit(Reminders.MOST)
                    .forEach(ask -> reminders.create(task, ask, times, now));
        } else if (event.taskData().dueDate() != null || task.dueDate() != null) {
            createDefaults(task, now);
        } else if (!task.awaitsDefaults()) {
            // it comes after a younger event
            tasks.awaitDefaults(task.taskId(), true);
        }
    }

    private static Ask ask(DefaultReminder reminder) {
        return new Ask(
                new Timing.BeforeDue(reminder.before()), reminder.notificationMethod(), null, false, Origin.DEFAULT);
    }

    private static Ask ask(RelativeReminder reminder) {
        return new Ask(
                new Timing.BeforeDue(reminder.beforeDue()),
                reminder.notificationMethod(),
                null,
                false,
                Origin.WITH_TASK);
    }

    private static Ask ask(RequestedReminder reminder) {
        return new Ask(
                new Timing.At(reminder.remindAt()), reminder.notificationMethod(), null, false, Origin.WITH_TASK);
    }
}
