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
 * What the counts need to know of a task. Facts of one task can be put together in any order, and any number of times.
 *
 * @param createdAt null until the creation was heard of
 * @param completion the last one that was heard of; it may have been undone since
 * @param completed whether the latest event has the task completed
 * @param version of the latest event that was heard of
 */
record TaskFact(
        long taskId,
        String userId,
        @Nullable Instant createdAt,
        @Nullable Completion completion,
        boolean completed,
        long version) {

    static TaskFact of(TaskEvent event) {
        return new TaskFact(
                event.taskId(),
                event.userId(),
                event.eventType() == TaskChange.CREATED ? event.timestamp() : null,
                event.eventType() == TaskChange.COMPLETED ? new Completion(event.timestamp(), event.version()) : null,
                event.taskData().status() == TaskStatus.COMPLETED,
                event.version());
    }

    /** One fact per task, whatever the order of its events. */
    static Collection<TaskFact> fold(Collection<TaskEvent> events) {
        Map<Long, TaskFact> facts = new LinkedHashMap<>();
        events.forEach(event -> facts.merge(event.taskId(), of(event), TaskFact::with));
        return facts.values();
    }

    /** Both facts in one: what has the later version counts. */
    TaskFact with(TaskFact other) {
        return new TaskFact(
                taskId,
                userId,
                createdAt == null ? other.createdAt : createdAt,
                later(completion, other.completion),
                other.version > version ? other.completed : completed,
                Math.max(version, other.version));
    }

    private static @Nullable Completion later(@Nullable Completion one, @Nullable Completion other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return other.version > one.version ? other : one;
    }

    /**
     * A task got completed.
     *
     * @param version of the task then
     */
    record Completion(Instant at, long version) {}
}
