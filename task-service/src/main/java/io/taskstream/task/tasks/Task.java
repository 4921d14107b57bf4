package io.taskstream.task.tasks;

import io.taskstream.contracts.TaskData;
import io.taskstream.contracts.TaskStatus;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a user wants done. What may become of it is decided here. */
@Entity
class Task {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "task_seq")
    @SequenceGenerator(name = "task_seq", allocationSize = 50)
    private @Nullable Long taskId;

    private String userId;
    private String title;
    private @Nullable String description;
    private @Nullable Instant dueDate;

    @Enumerated(EnumType.STRING)
    private TaskStatus status;

    @Version
    private long version;

    private Instant createdAt;
    private Instant updatedAt;
    private @Nullable Instant completedAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills them in
    Task() {}

    Task(String userId, String title, @Nullable String description, @Nullable Instant dueDate, Instant now) {
        this.userId = userId;
        this.title = title;
        this.description = description;
        this.dueDate = dueDate;
        this.status = TaskStatus.PENDING;
        this.version = 1;
        this.createdAt = now;
        this.updatedAt = now;
    }

    /** Takes over what a patch gives; whether that changed anything. */
    boolean apply(TaskPatch patch, Instant now) {
        TaskData before = data();
        title = Objects.requireNonNull(patch.title().or(this::title));
        description = patch.description().or(() -> description);
        dueDate = patch.dueDate().or(() -> dueDate);
        TaskStatus wanted = Objects.requireNonNull(patch.status().or(() -> status));
        if (wanted != status) {
            status = wanted;
            completedAt = wanted == TaskStatus.COMPLETED ? now : null;
        }
        boolean changed = !before.equals(data());
        if (changed) {
            updatedAt = now;
        }
        return changed;
    }

    /** It's done; whether it wasn't before. */
    boolean complete(Instant now) {
        return apply(TaskPatch.completion(), now);
    }

    long id() {
        return Objects.requireNonNull(taskId, "The task is not stored yet");
    }

    String userId() {
        return userId;
    }

    String title() {
        return title;
    }

    long version() {
        return version;
    }

    /** How events show it. */
    TaskData data() {
        return new TaskData(title, description, dueDate, status);
    }

    /**
     * How the API shows it.
     *
     * @param eventId of the event that the request caused, where it caused one
     */
    TaskView view(@Nullable UUID eventId) {
        return new TaskView(
                id(), userId, title, description, dueDate, status, version, createdAt, updatedAt, completedAt, eventId);
    }
}
