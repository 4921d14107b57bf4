package io.taskstream.analytics.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskstream.contracts.TaskChange;
import io.taskstream.contracts.TaskData;
import io.taskstream.contracts.TaskEvent;
import io.taskstream.contracts.TaskStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class TaskFactTests {
    private static final Instant T0 = Instant.parse("2026-01-26T10:00:00Z");

    private static final List<TaskEvent> LIFE = List.of(
            event(TaskChange.CREATED, 1, TaskStatus.PENDING),
            event(TaskChange.UPDATED, 2, TaskStatus.PENDING),
            event(TaskChange.COMPLETED, 3, TaskStatus.COMPLETED),
            event(TaskChange.UPDATED, 4, TaskStatus.COMPLETED));

    @RepeatedTest(20)
    void the_order_of_events_and_duplicates_of_them_make_no_difference(RepetitionInfo repetition) {
        List<TaskEvent> shuffled = new ArrayList<>(LIFE);
        shuffled.addAll(LIFE);
        Collections.shuffle(shuffled, new Random(repetition.getCurrentRepetition()));
        TaskFact fact = TaskFact.fold(shuffled).iterator().next();
        assertThat(fact.createdAt()).isEqualTo(T0.plusSeconds(1));
        assertThat(fact.version()).isEqualTo(4);
        assertThat(fact.completedAt()).isNotNull();
    }

    @Test
    void a_completion_keeps_its_first_instant() {
        assertThat(TaskFact.fold(LIFE))
                .singleElement()
                .satisfies(fact -> assertThat(fact.completedAt()).isEqualTo(T0.plusSeconds(3)));
    }

    @Test
    void a_reopened_task_is_not_completed() {
        List<TaskEvent> reopened = new ArrayList<>(LIFE);
        reopened.add(event(TaskChange.UPDATED, 5, TaskStatus.PENDING));
        assertThat(TaskFact.fold(reopened))
                .singleElement()
                .satisfies(fact -> assertThat(fact.completedAt()).isNull());
    }

    private static TaskEvent event(TaskChange change, long version, TaskStatus status) {
        return new TaskEvent(
                change,
                7,
                "alice",
                new TaskData("A task", null, null, status),
                T0.plusSeconds(version),
                version,
                null,
                null);
    }
}
