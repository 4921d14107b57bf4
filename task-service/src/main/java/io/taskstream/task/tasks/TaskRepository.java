package io.taskstream.task.tasks;

import io.taskstream.contracts.TaskStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

/** Tasks by whose they are. */
interface TaskRepository extends JpaRepository<Task, Long> {

    Optional<Task> findByTaskIdAndUserId(long taskId, String userId);

    /**
     * A user's tasks, newest first.
     *
     * @param before only those with a smaller id
     * @param status null for any
     * @param dueAfter only those due then or later; null for any
     * @param dueBefore only those due earlier; null for any
     */
    @Query("""
            from Task t
            where t.userId = :userId and t.taskId < :before
              and (:status is null or t.status = :status)
              and (cast(:dueAfter as instant) is null or t.dueDate >= :dueAfter)
              and (cast(:dueBefore as instant) is null or t.dueDate < :dueBefore)
            order by t.taskId desc
            """)
    List<Task> list(
            String userId,
            long before,
            @Nullable TaskStatus status,
            @Nullable Instant dueAfter,
            @Nullable Instant dueBefore,
            Limit limit);
}
