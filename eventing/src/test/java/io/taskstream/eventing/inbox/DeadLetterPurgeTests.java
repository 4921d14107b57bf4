package io.taskstream.eventing.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskstream.eventing.testing.ServiceContext;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ContextConfiguration;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = ServiceContext.class)
class DeadLetterPurgeTests {
    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    DeadLetters deadLetters;

    @Autowired
    DeadLetterPurge purge;

    @BeforeEach
    void clean() {
        jdbc.execute("truncate inbox, dead_letter");
    }

    @Test
    void what_was_settled_is_kept_for_thirty_days() {
        failed("redriven long ago", "redriven", 90, 31);
        failed("discarded long ago", "discarded", 90, 31);
        failed("redriven lately", "redriven", 90, 29);
        failed("discarded lately", "discarded", 90, 29);

        purge.purge();

        assertThat(causes()).containsExactly("redriven lately", "discarded lately");
    }

    @Test
    void what_waits_for_an_operator_is_kept_for_ever() {
        failed("open for years", "dead", 1_000, null);

        purge.purge();

        assertThat(causes()).containsExactly("open for years");
        assertThat(deadLetters.waiting("task-events")).isEqualTo(1);
    }

    @Test
    void what_was_applied_at_another_attempt_is_kept_for_a_day() {
        failed("overcome", "retrying", 2, null);
        failed("being delivered again", "retrying", 0, null);

        purge.purge();

        assertThat(causes()).containsExactly("being delivered again");
    }

    @Test
    void many_are_forgotten_at_once_by_their_index() {
        jdbc.update("""
                insert into dead_letter (topic, partition_no, offset_no, payload, cause, attempts, state, settled_at)
                select 'task-events', 0, n, 'x', 'x', 1, 'discarded', now() - interval '31 days'
                from generate_series(1, ?) n
                """, 2 * DeadLetterPurge.BATCH + 1);

        purge.purge();

        assertThat(causes()).isEmpty();
        assertThat(jdbc.queryForList(
                        "select indexdef from pg_indexes where indexname = 'dead_letter_settled'", String.class))
                .singleElement()
                .satisfies(index -> assertThat(index).contains("(settled_at)"));
    }

    private void failed(String cause, String state, int daysAgo, @Nullable Integer settledDaysAgo) {
        jdbc.update("""
                insert into dead_letter (topic, partition_no, offset_no, payload, cause, attempts, state,
                    first_failed_at, last_failed_at, settled_at)
                select 'task-events', 0, count(*), 'x', ?, 1, ?,
                    now() - make_interval(days => ?), now() - make_interval(days => ?),
                    now() - make_interval(days => ?)
                from dead_letter
                """, cause, state, daysAgo, daysAgo, settledDaysAgo);
    }

    private List<String> causes() {
        return jdbc.queryForList("select cause from dead_letter order by dead_letter_id", String.class);
    }
}
