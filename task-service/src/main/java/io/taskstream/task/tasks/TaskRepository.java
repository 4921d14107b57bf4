package io.taskstream.task.tasks;

import io.taskstream.contracts.TaskStatus;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

/** Tasks by whose they are. */
interface TaskRepository extends JpaRepository<Task, Long> {

    Optional<Task> findByTaskIdAndUserId(long taskId, String userId);

    /** The task for a change: changes of one task wait for each other, and so do their events. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("from Task t where t.taskId = :taskId and t.userId = :userId")
    Optional<Task> findForChange(long taskId, String userId);

    /**
     * A user's tasks, newest first.
     *
     * @param createdAt only those created earlier, or then and with a smaller id than {@code taskId}
     * @param status null for any
     * @param dueAfter only those due then or later; null for any
     * @param dueBefore only those due earlier; null for any
     */
    @Query("""
            from Task t
            where t.userId = :userId and (t.createdAt, t.taskId) < (:createdAt, :taskId)
              and (:status is null or t.status = :status)
              and (cast(:dueAfter as instant) is null or t.dueDate >= :dueAfter)
              and (cast(:dueBefore as instant) is null or t.dueDate < :dueBefore)
            order by t.createdAt desc, t.taskId desc
            """)
    List<Task> list(
            String userId,
            Instant createdAt,
            long taskId,
            @Nullable TaskStatus status,
            @Nullable Instant dueAfter,
            @Nullable Instant dueBefore,
            Limit limit);
}
