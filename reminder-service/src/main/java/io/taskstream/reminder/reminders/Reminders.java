package io.taskstream.reminder.reminders;

import io.taskstream.api.problem.ProblemException;
import io.taskstream.api.version.IfMatch;
import io.taskstream.eventing.trace.CauseTrace;
import io.taskstream.reminder.history.Entry;
import io.taskstream.reminder.history.History;
import io.taskstream.reminder.preferences.Preferences;
import io.taskstream.reminder.preferences.UserPreferences;
import io.taskstream.reminder.tasks.TaskView;
import io.taskstream.reminder.tasks.TaskViews;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Does to reminders what their users ask for, within the transaction of its caller. */
@Component
class Reminders {
    /** Of a task, that may ring; at most. */
    static final int MOST = 50;

    private final ReminderRepository reminders;
    private final TaskViews tasks;
    private final UserPreferences preferences;
    private final History history;
    private final ApplicationEventPublisher facts;
    private final Clock clock;

    Reminders(
            ReminderRepository reminders,
            TaskViews tasks,
            UserPreferences preferences,
            History history,
            ApplicationEventPublisher facts,
            Clock clock) {
        this.reminders = reminders;
        this.tasks = tasks;
        this.preferences = preferences;
        this.history = history;
        this.facts = facts;
        this.clock = clock;
    }

    /**
     * Sets a reminder.
     *
     * @throws ProblemException with 404 without such a task, with 409 if it is completed, has reminders enough, or is due
     *     too soon for this one
     */
    Reminder schedule(String userId, long taskId, Ask ask) {
        TaskView task = open(taskId, userId, "The task is completed; it takes no more reminders");
        requireRoom(taskId);
        Reminder reminder = create(task, ask, preferences.of(userId), now());
        if (reminder.status() == ReminderStatus.WAITING && task.dueDate() != null) {
            throw ProblemException.conflict(
                    "The task is due at " + task.dueDate() + ": that long before lies in the past");
        }
        reminders.flush();
        return reminder;
    }

    /** A new reminder of a task, planned as far as it can be. */
    Reminder create(TaskView task, Ask ask, Preferences preferences, Instant now) {
        Reminder reminder = new Reminder(task, ask, CauseTrace.current(), now);
        List<Entry> entries = reminder.begin(ask.timing(), task, preferences, now);
        reminders.save(reminder);
        record(reminder, entries, now);
        return reminder;
    }

    /**
     * Lets a reminder ring later.
     *
     * @throws ProblemException with 404 without such a reminder, with 412 if it has changed, with 409 if it can't ring
     *     any more
     */
    Reminder snooze(String userId, long reminderId, Snooze snooze, IfMatch expected) {
        long taskId = reminders.taskOf(reminderId, userId).orElseThrow(() -> ProblemException.notFound("reminder"));
        open(taskId, userId, "The task is completed; its reminders don't ring any more");
        Reminder reminder = lock(reminderId, userId, expected);
        if (reminder.status() == ReminderStatus.FIRED && !reminder.relative()) {
            requireRoom(taskId);
        }
        Instant now = now();
        record(reminder, reminder.snooze(snooze, preferences.of(userId), now), now);
        reminders.flush();
        return reminder;
    }

    /** @throws ProblemException with 404 without such a reminder, with 412 if it has changed, with 409 if it has fired */
    void cancel(String userId, long reminderId, IfMatch expected) {
        Reminder reminder = lock(reminderId, userId, expected);
        Instant now = now();
        record(reminder, reminder.cancel(now), now);
    }

    /** Keeps what became of a reminder, and lets firing know if it rings. */
    void record(Reminder reminder, List<Entry> entries, Instant now) {
        if (entries.isEmpty()) {
            return;
        }
        history.append(reminder.id(), now, entries);
        Instant rings = reminder.rings();
        if (rings != null) {
            facts.publishEvent(new ReminderScheduled(rings));
        }
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** The task, locked: neither its completion nor another reminder can slip in between the checks and the commit. */
    private TaskView open(long taskId, String userId, String otherwise) {
        TaskView task = tasks.lock(taskId, userId)
                .filter(found -> !found.deleted())
                .orElseThrow(() -> ProblemException.notFound("task"));
        if (!task.open()) {
            throw ProblemException.conflict(otherwise);
        }
        return task;
    }

    private void requireRoom(long taskId) {
        if (reminders.countLive(taskId) >= MOST) {
            throw ProblemException.conflict("The task has " + MOST + " scheduled reminders already, which is the most");
        }
    }

    private Reminder lock(long reminderId, String userId, IfMatch expected) {
        Reminder reminder = reminders.lock(reminderId, userId).orElseThrow(() -> ProblemException.notFound("reminder"));
        expected.require(reminder.version());
        return reminder;
    }
}
