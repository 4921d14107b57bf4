package io.taskstream.analytics.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskstream.contracts.TaskChange;
import io.taskstream.contracts.TaskData;
import io.taskstream.contracts.TaskEvent;
import io.taskstream.contracts.TaskStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskFactTests {
    private static final Instant T0 = Instant.parse("2026-01-26T10:00:00Z");

    private static final List<TaskEvent> LIFE = List.of(
            event(TaskChange.CREATED, 1, TaskStatus.PENDING),
            event(TaskChange.COMPLETED, 2, TaskStatus.COMPLETED),
            event(TaskChange.UPDATED, 3, TaskStatus.PENDING),
            event(TaskChange.COMPLETED, 4, TaskStatus.COMPLETED),
            event(TaskChange.UPDATED, 5, TaskStatus.COMPLETED));

    @Test
    void every_order_of_events_makes_the_same_fact_and_duplicates_change_nothing() {
        TaskFact expected =
                new TaskFact(7, "alice", T0.plusSeconds(1), new TaskFact.Completion(T0.plusSeconds(4), 4), true, 5);
        for (List<TaskEvent> order : orders(LIFE)) {
            assertThat(TaskFact.fold(order)).containsExactly(expected);
            List<TaskEvent> twice = new ArrayList<>(order);
            twice.addAll(order);
            assertThat(TaskFact.fold(twice)).containsExactly(expected);
        }
    }

    @Test
    void a_reopened_task_is_not_completed_whatever_the_order() {
        for (List<TaskEvent> order : orders(LIFE.subList(0, 3))) {
            assertThat(TaskFact.fold(order))
                    .singleElement()
                    .satisfies(fact -> assertThat(fact.completed()).isFalse());
        }
    }

    @Test
    void facts_are_told_apart_by_task() {
        TaskEvent other = new TaskEvent(
                TaskChange.CREATED,
                8,
                "alice",
                new TaskData("Another", null, null, TaskStatus.PENDING),
                T0,
                1,
                null,
                null);
        assertThat(TaskFact.fold(List.of(LIFE.getFirst(), other)))
                .extracting(TaskFact::taskId)
                .containsExactly(7L, 8L);
    }

    private static List<List<TaskEvent>> orders(List<TaskEvent> events) {
        if (events.isEmpty()) {
            return List.of(List.of());
        }
        List<List<TaskEvent>> orders = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            List<TaskEvent> others = new ArrayList<>(events);
            TaskEvent first = others.remove(i);
            for (List<TaskEvent> rest : orders(others)) {
                List<TaskEvent> order = new ArrayList<>(List.of(first));
                order.addAll(rest);
                orders.add(order);
            }
        }
        return orders;
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
