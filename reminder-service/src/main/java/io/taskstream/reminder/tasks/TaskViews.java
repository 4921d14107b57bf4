package io.taskstream.reminder.tasks;

import io.taskstream.contracts.TaskChange;
import io.taskstream.contracts.TaskData;
import io.taskstream.contracts.TaskEvent;
import io.taskstream.contracts.TaskStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tasks that events have told of. */
@Repository
public class TaskViews {
    private final JdbcClient jdbc;

    TaskViews(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Takes the task as the event has it, unless something newer is known; the task as it is known then.
     *
     * @param awaitsDefaults whether a task that is new gets default reminders once it has a due date
     */
    public TaskView apply(TaskEvent event, boolean awaitsDefaults) {
        TaskData data = event.taskData();
        // what the database keeps, so that what is compared later is equal
        Instant dueDate = data.dueDate() == null ? null : data.dueDate().truncatedTo(ChronoUnit.MICROS);
        boolean deleted = event.eventType() == TaskChange.DELETED;
        return jdbc.sql("""
                        insert into task_view
                            (task_id, user_id, title, status, due_date, version, deleted, awaits_defaults)
                        values (:taskId, :userId, :title, :status, :dueDate, :version, :deleted, :awaitsDefaults)
                        on conflict (task_id) do update
                        set title = excluded.title, status = excluded.status, due_date = excluded.due_date,
                            version = excluded.version, deleted = excluded.deleted
                        where task_view.version < excluded.version
                        returning awaits_defaults
                        """)
                .param("taskId", event.taskId())
                .param("userId", event.userId())
                .param("title", data.title())
                .param("status", data.status().name())
                .param("dueDate", timestamp(dueDate))
                .param("version", event.version())
                .param("deleted", deleted)
                .param("awaitsDefaults", awaitsDefaults)
                .query(Boolean.class)
                .optional()
                .map(awaits -> new TaskView(event.taskId(), event.userId(), data.status(), dueDate, deleted, awaits))
                .or(() -> find(event.taskId()))
                .orElseThrow();
    }

    /** From now on default reminders come with the first due date, or not any more. */
    public void awaitDefaults(long taskId, boolean awaits) {
        jdbc.sql("update task_view set awaits_defaults = ? where task_id = ?")
                .params(awaits, taskId)
                .update();
    }

    /** A task, if it belongs to that user. */
    public Optional<TaskView> find(long taskId, String userId) {
        return find(taskId).filter(task -> task.userId().equals(userId));
    }

    /** A task of that user, which stays as it is until the transaction ends. */
    public Optional<TaskView> lock(long taskId, String userId) {
        return jdbc.sql("select task_id, user_id, status, due_date, deleted, awaits_defaults from task_view"
                        + " where task_id = ? and user_id = ? for no key update")
                .params(taskId, userId)
                .query(TaskViews::task)
                .optional();
    }

    private Optional<TaskView> find(long taskId) {
        return jdbc.sql(
                        "select task_id, user_id, status, due_date, deleted, awaits_defaults from task_view where task_id = ?")
                .param(taskId)
                .query(TaskViews::task)
                .optional();
    }

    private static TaskView task(ResultSet row, int number) throws SQLException {
        OffsetDateTime dueDate = row.getObject("due_date", OffsetDateTime.class);
        return new TaskView(
                row.getLong("task_id"),
                row.getString("user_id"),
                TaskStatus.valueOf(row.getString("status")),
                dueDate == null ? null : dueDate.toInstant(),
                row.getBoolean("deleted"),
                row.getBoolean("awaits_defaults"));
    }

    private static @Nullable OffsetDateTime timestamp(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
