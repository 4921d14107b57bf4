package io.taskstream.eventing.inbox;

import java.time.Duration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;

/** Forgets dead letters that were settled long ago, and failures that were overcome; never what waits for an operator. */
class DeadLetterPurge {
    /** Each may hold a megabyte. */
    static final int BATCH = 500;

    private static final Duration OVERCOME = Duration.ofDays(1);

    private final JdbcTemplate jdbc;
    private final Duration retention;

    DeadLetterPurge(JdbcTemplate jdbc, Duration retention) {
        this.jdbc = jdbc;
        this.retention = retention;
    }

    @Scheduled(initialDelayString = "PT13M", fixedDelayString = "PT1H")
    void purge() {
        inBatches("""
                delete from dead_letter where dead_letter_id in (
                    select dead_letter_id from dead_letter
                    where settled_at < now() - make_interval(secs => ?) and state in ('redriven', 'discarded')
                    order by settled_at limit ? for update skip locked)
                """, retention);
        inBatches("""
                delete from dead_letter where dead_letter_id in (
                    select dead_letter_id from dead_letter
                    where state = 'retrying' and last_failed_at < now() - make_interval(secs => ?)
                    order by dead_letter_id limit ? for update skip locked)
                """, OVERCOME);
    }

    private void inBatches(String delete, Duration age) {
        int deleted;
        do {
            deleted = jdbc.update(delete, age.toSeconds(), BATCH);
        } while (deleted == BATCH);
    }
}
