package io.taskstream.task.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskstream.api.json.Patched;
import io.taskstream.contracts.TaskData;
import io.taskstream.contracts.TaskStatus;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TaskTests {
    private static final Instant NOW = Instant.parse("2026-01-26T10:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(60);
    private static final Instant DUE = Instant.parse("2026-01-27T10:00:00Z");

    private final Task task = new Task("alice", "x", "y", DUE, NOW);

    @Test
    void a_new_task_is_pending() {
        assertThat(task.data()).isEqualTo(new TaskData("x", "y", DUE, TaskStatus.PENDING));
        assertThat(task.version()).isEqualTo(1);
    }

    @Test
    void a_patch_tells_whether_it_changed_anything() {
        assertThat(task.apply(patch(Patched.leftOut(), Patched.leftOut(), Patched.leftOut()), LATER))
                .isFalse();
        assertThat(task.apply(patch(Patched.of("x"), Patched.of("y"), Patched.of(DUE)), LATER))
                .isFalse();
        assertThat(task.apply(patch(Patched.leftOut(), Patched.of(null), Patched.leftOut()), LATER))
                .isTrue();
        assertThat(task.data()).isEqualTo(new TaskData("x", null, DUE, TaskStatus.PENDING));
    }

    @Test
    void a_task_is_completed_once() {
        assertThat(task.complete(LATER)).isTrue();
        assertThat(task.complete(LATER.plusSeconds(1))).isFalse();
        assertThat(task.data().status()).isEqualTo(TaskStatus.COMPLETED);
    }

    private static TaskPatch patch(Patched<String> title, Patched<String> description, Patched<Instant> due) {
        return new TaskPatch(title, description, due, Patched.leftOut());
    }
}
