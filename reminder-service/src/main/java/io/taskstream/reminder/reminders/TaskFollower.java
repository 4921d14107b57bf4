package io.taskstream.reminder.reminders;

import io.taskstream.contracts.RequestedReminder;
import io.taskstream.contracts.TaskEvent;
import io.taskstream.eventing.trace.CauseTrace;
import io.taskstream.reminder.tasks.TaskView;
import io.taskstream.reminder.tasks.TaskViews;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** What becomes of a task decides what becomes of its reminders. Runs within the transaction of the event's effect. */
@Component
class TaskFollower {
    private final TaskViews tasks;
    private final ReminderRepository reminders;
    private final ApplicationEventPublisher facts;
    private final Clock clock;

    TaskFollower(TaskViews tasks, ReminderRepository reminders, ApplicationEventPublisher facts, Clock clock) {
        this.tasks = tasks;
        this.reminders = reminders;
        this.facts = facts;
        this.clock = clock;
    }

    void follow(TaskEvent event) {
        TaskView task = tasks.apply(event);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (!task.open()) {
            reminders.cancelAllOf(task.taskId(), now);
        }
        create(task, event.reminders(), now);
    }

    /** Those that were asked for together with the task. They come only once: the inbox lets no event through twice. */
    private void create(TaskView task, @Nullable List<RequestedReminder> requested, Instant now) {
        if (requested == null) {
            return;
        }
        for (RequestedReminder reminder : requested) {
            reminders.save(
                    new Reminder(task, reminder.remindAt(), reminder.notificationMethod(), CauseTrace.current(), now));
            if (task.open()) {
                facts.publishEvent(new ReminderScheduled(reminder.remindAt()));
            }
        }
    }
}
