package io.taskstream.reminder.reminders;

import io.taskstream.api.problem.ProblemException;
import io.taskstream.contracts.NotificationMethod;
import io.taskstream.reminder.tasks.TaskView;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An instant at which a user wants to hear of a task. Firing happens in SQL, many at a time; whatever else may become
 * of it is decided here.
 */
@Entity
class Reminder {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "reminder_seq")
    @SequenceGenerator(name = "reminder_seq", allocationSize = 50)
    private @Nullable Long reminderId;

    private long taskId;
    private String userId;
    private Instant remindAt;

    @Enumerated(EnumType.STRING)
    private NotificationMethod notificationMethod;

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

    /** A reminder of a task: to ring, unless the task is done or gone already. */
    Reminder(TaskView task, Instant remindAt, NotificationMethod method, @Nullable String causetrace, Instant now) {
        this.taskId = task.taskId();
        this.userId = task.userId();
        this.remindAt = remindAt;
        this.notificationMethod = method;
        this.status = task.open() ? ReminderStatus.SCHEDULED : ReminderStatus.CANCELLED;
        this.occurrence = 1;
        this.causetrace = causetrace;
        this.version = 1;
        this.createdAt = now;
        this.updatedAt = now;
    }

    /**
     * It won't ring any more; cancelling it again changes nothing.
     *
     * @throws ProblemException with 409 if it has rung
     */
    void cancel(Instant now) {
        switch (status) {
            case SCHEDULED -> {
                status = ReminderStatus.CANCELLED;
                updatedAt = now;
            }
            case CANCELLED -> {}
            case FIRED -> throw ProblemException.conflict("The reminder has fired already");
        }
    }

    boolean scheduled() {
        return status == ReminderStatus.SCHEDULED;
    }

    Instant remindAt() {
        return remindAt;
    }

    long version() {
        return version;
    }

    /** How the API shows it. */
    ReminderView view() {
        if (reminderId == null) {
            throw new IllegalStateException("The reminder is not stored yet");
        }
        return new ReminderView(
                reminderId,
                taskId,
                userId,
                remindAt,
                notificationMethod,
                status,
                occurrence,
                firedAt,
                late,
                version,
                createdAt,
                updatedAt);
    }
}
