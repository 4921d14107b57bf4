package io.taskstream.reminder.reminders;

import io.taskstream.api.problem.ProblemException;
import io.taskstream.contracts.NotificationMethod;
import io.taskstream.reminder.history.Entry;
import io.taskstream.reminder.history.Reason;
import io.taskstream.reminder.history.What;
import io.taskstream.reminder.preferences.Preferences;
import io.taskstream.reminder.preferences.Ring;
import io.taskstream.reminder.tasks.TaskView;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * That a user wants to hear of a task. Firing happens in SQL, many at a time; whatever else may become of it is decided
 * here, and each decision gives the entries of its history.
 */
@Entity
class Reminder {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "reminder_seq")
    @SequenceGenerator(name = "reminder_seq", allocationSize = 50)
    private @Nullable Long reminderId;

    private long taskId;
    private String userId;
    private @Nullable Plan plan;
    private @Nullable LeadTime leadTime;
    private @Nullable Repeats repeats;
    private boolean ignoreQuietHours;

    @Enumerated(EnumType.STRING)
    private NotificationMethod notificationMethod;

    @Enumerated(EnumType.STRING)
    private Origin origin;

    @Enumerated(EnumType.STRING)
    private ReminderStatus status;

    private int occurrence;
    private @Nullable Instant firedAt;
    private boolean late;

    @SuppressWarnings("UnusedVariable") // firing reads it
    private @Nullable String causetrace;

    @Version
    private long version;

    private Instant createdAt;
    private Instant updatedAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills them in
    Reminder() {}

    /** A reminder that is not planned yet. */
    Reminder(TaskView task, Ask ask, @Nullable String causetrace, Instant now) {
        this.taskId = task.taskId();
        this.userId = task.userId();
        this.leadTime = ask.timing() instanceof Timing.BeforeDue(Duration before) ? LeadTime.of(before) : null;
        this.repeats = ask.repeat() == null ? null : Repeats.of(ask.repeat());
        this.ignoreQuietHours = ask.ignoreQuietHours();
        this.notificationMethod = ask.method();
        this.origin = ask.origin();
        this.status = ReminderStatus.WAITING;
        this.occurrence = 1;
        this.causetrace = causetrace;
        this.version = 1;
        this.createdAt = now;
        this.updatedAt = now;
    }

    /** Plans the first ring, unless the task is done or gone, or its due date leaves no time for it. */
    List<Entry> begin(Timing timing, TaskView task, Preferences preferences, Instant now) {
        if (!task.open()) {
            plan = timing instanceof Timing.At(Instant instant) ? Plan.of(Ring.undeferred(instant)) : null;
            status = ReminderStatus.CANCELLED;
            return List.of(entry(What.CANCELLED, closed(task), null, null, preferences));
        }
        return switch (timing) {
            case Timing.At(Instant instant) -> plan(What.SCHEDULED, origin.reason(), instant, preferences);
            case Timing.BeforeDue(Duration before) -> {
                LeadTime lead = LeadTime.of(before).to(task.dueDate());
                leadTime = lead;
                yield lead.next(now)
                        .map(next -> plan(What.SCHEDULED, origin.reason(), next, preferences))
                        .orElseGet(() -> suppress(lead, Reason.NO_DUE_DATE, preferences));
            }
        };
    }

    /**
     * Moves it with the due date; nothing happens to one at a fixed instant, or if the due date is the known one. One
     * that has fired rings again before the new due date. One that is ringing again and again goes on if the new due
     * date gives it no other time.
     */
    List<Entry> dueDate(@Nullable Instant dueDate, Preferences preferences, Instant now) {
        if (leadTime == null || status == ReminderStatus.CANCELLED || Objects.equals(leadTime.dueAt(), dueDate)) {
            return List.of();
        }
        LeadTime lead = leadTime.to(dueDate);
        leadTime = lead;
        updatedAt = now;
        Optional<Instant> next = lead.next(now);
        if (next.isPresent()) {
            return move(next.get(), preferences);
        }
        return status == ReminderStatus.FIRED || (status == ReminderStatus.SCHEDULED && firedAt != null)
                ? List.of()
                : suppress(lead, Reason.DUE_DATE_REMOVED, preferences);
    }

    /** Lets it wait for a due date that leaves time for it. */
    private List<Entry> suppress(LeadTime lead, Reason ifNotDue, Preferences preferences) {
        Instant missed = lead.wanted();
        Reason reason = missed == null ? ifNotDue : Reason.ALREADY_PAST;
        Entry suppressed = entry(What.SUPPRESSED, reason, remindAt(), missed, preferences);
        status = ReminderStatus.WAITING;
        plan = null;
        return List.of(suppressed);
    }

    private List<Entry> move(Instant wanted, Preferences preferences) {
        ReminderStatus before = status;
        repeats = repeats == null ? null : repeats.fromTheStart();
        if (before == ReminderStatus.FIRED) {
            occurrence++;
        }
        return switch (before) {
            case SCHEDULED -> plan(What.RESCHEDULED, Reason.DUE_DATE_MOVED, wanted, preferences);
            case WAITING -> plan(What.SCHEDULED, Reason.DUE_DATE_SET, wanted, preferences);
            case FIRED, CANCELLED -> plan(What.SCHEDULED, Reason.DUE_DATE_MOVED, wanted, preferences);
        };
    }

    /**
     * Lets it ring later; one that has fired, once more.
     *
     * @throws ProblemException with 409 if it can't, or would ring no later than it does anyway
     */
    List<Entry> snooze(Snooze snooze, Preferences preferences, Instant now) {
        Instant from = switch (status) {
            case SCHEDULED -> Objects.requireNonNull(plan).aheadOf(now);
            case FIRED -> now;
            case WAITING ->
                throw ProblemException.conflict(
                        "The reminder is not set: it waits for a due date that leaves time for it");
            case CANCELLED -> throw ProblemException.conflict("The reminder is cancelled; set a new one");
        };
        Instant end = snooze.end(from, now, preferences);
        if (status == ReminderStatus.FIRED) {
            occurrence++;
        } else if (!end.isAfter(from)) {
            throw ProblemException.conflict(
                    "The reminder rings at " + remindAt() + "; snoozing only makes it ring later");
        }
        updatedAt = now;
        return plan(What.SNOOZED, Reason.SNOOZED, end, preferences);
    }

    /** Lets a deferred one ring when the user's preferences allow it now. */
    List<Entry> replan(Preferences preferences, Instant now) {
        if (status != ReminderStatus.SCHEDULED || plan == null) {
            return List.of();
        }
        Optional<Instant> wanted = plan.wantedAgain(preferences, now);
        if (wanted.isEmpty()) {
            return List.of();
        }
        updatedAt = now;
        return plan(What.RESCHEDULED, Reason.PREFERENCES_CHANGED, wanted.get(), preferences);
    }

    /**
     * It won't ring any more; cancelling it again changes nothing.
     *
     * @throws ProblemException with 409 if it has rung
     */
    List<Entry> cancel(Instant now) {
        return switch (status) {
            case SCHEDULED, WAITING -> cancelled(Reason.BY_USER, now);
            case CANCELLED -> List.of();
            case FIRED -> throw ProblemException.conflict("The reminder has fired already");
        };
    }

    /** The task is done or gone. */
    List<Entry> close(TaskView task, Instant now) {
        return switch (status) {
            case SCHEDULED, WAITING -> cancelled(closed(task), now);
            case CANCELLED, FIRED -> List.of();
        };
    }

    private List<Entry> cancelled(Reason reason, Instant now) {
        status = ReminderStatus.CANCELLED;
        updatedAt = now;
        return List.of(new Entry(occurrence, What.CANCELLED, reason, remindAt(), null, null));
    }

    private List<Entry> plan(What what, Reason reason, Instant wanted, Preferences preferences) {
        Ring ring = ignoreQuietHours ? Ring.undeferred(wanted) : preferences.ring(wanted);
        List<Entry> entries = Entry.planned(occurrence, what, reason, remindAt(), ring, preferences.zone());
        status = ReminderStatus.SCHEDULED;
        plan = Plan.of(ring);
        return entries;
    }

    private Entry entry(
            What what, Reason reason, @Nullable Instant from, @Nullable Instant to, Preferences preferences) {
        return new Entry(occurrence, what, reason, from, to, preferences.zone());
    }

    private @Nullable Instant remindAt() {
        return plan == null ? null : plan.remindAt();
    }

    private static Reason closed(TaskView task) {
        return task.deleted() ? Reason.TASK_DELETED : Reason.TASK_COMPLETED;
    }

    long id() {
        return Objects.requireNonNull(reminderId, "The reminder is not stored yet");
    }

    /** When it rings, if it does. */
    @Nullable Instant rings() {
        return status == ReminderStatus.SCHEDULED ? remindAt() : null;
    }

    ReminderStatus status() {
        return status;
    }

    boolean relative() {
        return leadTime != null;
    }

    long version() {
        return version;
    }

    /** How the API shows it. */
    ReminderView view() {
        return new ReminderView(
                id(),
                taskId,
                userId,
                remindAt(),
                leadTime == null ? null : leadTime.beforeDue(),
                plan == null ? null : plan.deferredFrom(),
                plan == null ? null : plan.deferral(),
                repeats == null ? null : repeats.view(),
                ignoreQuietHours,
                notificationMethod,
                origin,
                status,
                occurrence,
                firedAt,
                late,
                version,
                createdAt,
                updatedAt);
    }
}
