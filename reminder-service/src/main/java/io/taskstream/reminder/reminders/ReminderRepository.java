package io.taskstream.reminder.reminders;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

/** Reminders by whose they are. What is locked, firing leaves alone until the transaction ends. */
interface ReminderRepository extends JpaRepository<Reminder, Long> {

    Optional<Reminder> findByReminderIdAndUserId(long reminderId, String userId);

    boolean existsByReminderIdAndUserId(long reminderId, String userId);

    boolean existsByTaskId(long taskId);

    /** Not the reminder itself: to be locked later, it must not be read before. */
    @Query("select r.taskId from Reminder r where r.reminderId = :reminderId and r.userId = :userId")
    Optional<Long> taskOf(long reminderId, String userId);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("from Reminder r where r.reminderId = :reminderId and r.userId = :userId")
    Optional<Reminder> lock(long reminderId, String userId);

    List<Reminder> findByTaskIdAndUserIdAndReminderIdGreaterThanOrderByReminderId(
            long taskId, String userId, long after, Limit limit);

    /** Those of a task that ring, or may do so when its due date moves. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("""
            from Reminder r
            where r.taskId = :taskId
                and (r.status in (SCHEDULED, WAITING) or r.status = FIRED and r.leadTime.beforeDueSeconds is not null)
            order by r.reminderId
            """)
    List<Reminder> lockLive(long taskId);

    @Query("""
            select count(r) from Reminder r
            where r.taskId = :taskId
                and (r.status in (SCHEDULED, WAITING) or r.status = FIRED and r.leadTime.beforeDueSeconds is not null)
            """)
    int countLive(long taskId);

    /** A user's deferred ones, the next first. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("from Reminder r where r.userId = :userId and r.status = SCHEDULED and r.plan.deferral is not null"
            + " order by r.plan.remindAt")
    List<Reminder> lockDeferred(String userId, Limit limit);
}
