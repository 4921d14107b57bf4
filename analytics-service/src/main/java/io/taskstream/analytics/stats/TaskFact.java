package io.taskstream.analytics.stats;

import io.taskstream.contracts.TaskChange;
import io.taskstream.contracts.TaskEvent;
import io.taskstream.contracts.TaskStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the counts need to know of a task.
 *
 * @param createdAt null until the creation was heard of
 * @param completedAt null while it is pending
 * @param version of the latest event that was heard of
 */
record TaskFact(
        long taskId,
        String userId,
        @Nullable Instant createdAt,
        @Nullable Instant completedAt,
        long version) {

    static TaskFact of(TaskEvent event) {
        return new TaskFact(
                event.taskId(),
                event.userId(),
                event.eventType() == TaskChange.CREATED ? event.timestamp() : null,
                event.taskData().status() == TaskStatus.COMPLETED ? event.timestamp() : null,
                event.version());
    }

    /** One fact per task, whatever the order of its events. */
    static Collection<TaskFact> fold(Collection<TaskEvent> events) {
        Map<Long, TaskFact> facts = new LinkedHashMap<>();
        events.forEach(event -> facts.merge(event.taskId(), of(event), TaskFact::with));
        return facts.values();
    }

    /** Both facts in one: the later version decides on the state, and a completion keeps its first instant. */
    TaskFact with(TaskFact other) {
        return other.version > version ? merged(this, other) : merged(other, this);
    }

    private static TaskFact merged(TaskFact earlier, TaskFact later) {
        return new TaskFact(
                later.taskId,
                later.userId,
                earlier.createdAt == null ? later.createdAt : earlier.createdAt,
                later.completedAt == null || earlier.completedAt == null ? later.completedAt : earlier.completedAt,
                later.version);
    }
}
