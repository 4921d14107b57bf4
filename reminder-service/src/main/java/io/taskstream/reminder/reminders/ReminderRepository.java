package io.taskstream.reminder.reminders;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

/** Reminders by whose they are. */
interface ReminderRepository extends JpaRepository<Reminder, Long> {

    Optional<Reminder> findByReminderIdAndUserId(long reminderId, String userId);

    /** Firing leaves it alone until the transaction ends. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("from Reminder r where r.reminderId = :reminderId and r.userId = :userId")
    Optional<Reminder> lock(long reminderId, String userId);

    List<Reminder> findByTaskIdAndUserIdAndReminderIdGreaterThanOrderByReminderId(
            long taskId, String userId, long after, Limit limit);

    int countByTaskIdAndStatus(long taskId, ReminderStatus status);

    /** Cancels what would still ring for a task. */
    @Modifying(flushAutomatically = true, clearAutomatically = true)
    @Query("""
            update Reminder r set r.status = CANCELLED, r.version = r.version + 1, r.updatedAt = :now
            where r.taskId = :taskId and r.status = SCHEDULED
            """)
    void cancelAllOf(long taskId, Instant now);
}
