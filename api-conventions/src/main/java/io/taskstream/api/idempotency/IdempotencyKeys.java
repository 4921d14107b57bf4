package io.taskstream.api.idempotency;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;

/** The table of used keys and their answers: {@code db/conventions}. */
class IdempotencyKeys {
    private static final Logger log = LoggerFactory.getLogger(IdempotencyKeys.class);

    /** Callers are promised a day. */
    private static final Duration KEPT = Duration.ofDays(2);

    private static final int PURGE_BATCH = 5_000;

    private final JdbcTemplate jdbc;

    IdempotencyKeys(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether the key was free; waits for a transaction that has inserted it and isn't done. */
    boolean insert(WriteRequest request, String key, KeptAnswer answer) {
        return jdbc.update(
                        "insert into idempotency_key (user_id, key, fingerprint, status, etag, location, body)"
                                + " values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
                        request.owner(),
                        key,
                        request.fingerprint(),
                        answer.status(),
                        answer.etag(),
                        answer.location(),
                        answer.body())
                == 1;
    }

    Optional<Used> find(WriteRequest request) {
        List<Used> used = jdbc.query(
                "select fingerprint, status, etag, location, body from idempotency_key where user_id = ? and key = ?",
                (row, n) -> new Used(
                        request.hasFingerprint(row.getBytes(1)),
                        new KeptAnswer(row.getInt(2), row.getString(3), row.getString(4), row.getBytes(5))),
                request.owner(),
                request.key());
        return used.stream().findFirst();
    }

    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT1M")
    void purge() {
        int purged = 0;
        int batch;
        do {
            batch = jdbc.update(
                    "delete from idempotency_key where (user_id, key) in (select user_id, key from idempotency_key"
                            + " where created_at < now() - make_interval(secs => ?) limit ? for update skip locked)",
                    KEPT.toSeconds(),
                    PURGE_BATCH);
            purged += batch;
        } while (batch == PURGE_BATCH);
        if (purged > 0) {
            log.info("Forgot {} idempotency keys older than {} h", purged, KEPT.toHours());
        }
    }

    /**
     * A key that was used.
     *
     * @param same whether for the same request
     */
    record Used(boolean same, KeptAnswer answer) {}
}
