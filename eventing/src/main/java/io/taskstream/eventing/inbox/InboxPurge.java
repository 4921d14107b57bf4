package io.taskstream.eventing.inbox;

import java.time.Duration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;

/** Forgets ids that no broker can deliver any more. */
class InboxPurge {
    private static final int BATCH = 5_000;

    private final JdbcTemplate jdbc;
    private final Duration retention;

    InboxPurge(JdbcTemplate jdbc, Duration retention) {
        this.jdbc = jdbc;
        this.retention = retention;
    }

    @Scheduled(initialDelayString = "PT10M", fixedDelayString = "PT1H")
    void purge() {
        int deleted;
        do {
            deleted = jdbc.update("""
                    delete from inbox where event_id in (
                        select event_id from inbox where applied_at < now() - make_interval(secs => ?)
                        order by applied_at limit ? for update skip locked)
                    """, retention.toSeconds(), BATCH);
        } while (deleted == BATCH);
    }
}
