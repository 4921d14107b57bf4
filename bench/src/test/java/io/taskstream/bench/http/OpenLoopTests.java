package io.taskstream.bench.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskstream.bench.platform.BenchException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OpenLoopTests {
    @Test
    void work_is_due_at_its_instant_even_while_earlier_work_stalls() throws Exception {
        List<Long> dues = new CopyOnWriteArrayList<>();
        long before = System.nanoTime();
        new OpenLoop(1_000, 1).run(20, due -> {
            if (dues.isEmpty()) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
            dues.add(due);
        });
        assertThat(dues).hasSize(20);
        for (int i = 1; i < dues.size(); i++) {
            assertThat(dues.get(i) - dues.get(i - 1)).isEqualTo(1_000_000);
        }
        assertThat(System.nanoTime() - before).isGreaterThan(50_000_000);
    }

    @Test
    void no_work_begins_before_it_is_due() throws Exception {
        List<Long> early = new CopyOnWriteArrayList<>();
        new OpenLoop(500, 4).run(50, due -> {
            if (System.nanoTime() < due) {
                early.add(due);
            }
        });
        assertThat(early).isEmpty();
    }

    @Test
    void a_failure_fails_the_benchmark() {
        assertThatThrownBy(() -> new OpenLoop(1_000, 2).run(10, due -> {
                    throw new IllegalStateException("broken");
                }))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("broken");
    }
}
