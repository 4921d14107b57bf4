package io.taskstream.reminder.reminders;

import io.taskstream.api.problem.ProblemException;
import io.taskstream.api.version.IfMatch;
import io.taskstream.eventing.trace.CauseTrace;
import io.taskstream.reminder.tasks.TaskView;
import io.taskstream.reminder.tasks.TaskViews;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Schedules and cancels reminders, within the transaction of its caller. */
@Component
class Reminders {
    /** Scheduled ones of a task, at most. */
    static final int MOST = 50;

    private final ReminderRepository reminders;
    private final TaskViews tasks;
    private final ApplicationEventPublisher facts;
    private final Clock clock;

    Reminders(ReminderRepository reminders, TaskViews tasks, ApplicationEventPublisher facts, Clock clock) {
        this.reminders = reminders;
        this.tasks = tasks;
        this.facts = facts;
        this.clock = clock;
    }

    /** @throws ProblemException with 404 without such a task, with 409 if it is completed or has reminders enough */
    Reminder schedule(String userId, long taskId, ReminderRequest request) {
        // Locked, so that neither its completion nor another reminder can slip in between the checks and the commit.
        TaskView task = tasks.lock(taskId, userId)
                .filter(found -> !found.deleted())
                .orElseThrow(() -> ProblemException.notFound("task"));
        if (!task.open()) {
            throw ProblemException.conflict("The task is completed; it takes no more reminders");
        }
        if (reminders.countByTaskIdAndStatus(taskId, ReminderStatus.SCHEDULED) >= MOST) {
            throw ProblemException.conflict("The task has " + MOST + " scheduled reminders already, which is the most");
        }
        Reminder reminder = reminders.saveAndFlush(
                new Reminder(task, request.remindAt(), request.notificationMethod(), CauseTrace.current(), now()));
        facts.publishEvent(new ReminderScheduled(request.remindAt()));
        return reminder;
    }

    /** @throws ProblemException with 404 without such a reminder, with 412 if it has changed, with 409 if it has fired */
    void cancel(String userId, long reminderId, IfMatch expected) {
        Reminder reminder = reminders.lock(reminderId, userId).orElseThrow(() -> ProblemException.notFound("reminder"));
        expected.require(reminder.version());
        reminder.cancel(now());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
