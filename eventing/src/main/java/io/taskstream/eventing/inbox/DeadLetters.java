package io.taskstream.eventing.inbox;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Events that could not be applied, kept with their cause. */
final class DeadLetters {
    private static final int CAUSE_LENGTH = 4_000;

    private final JdbcTemplate jdbc;

    DeadLetters(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Records a failed attempt at an event that the sidecar will deliver again. */
    void failed(Letter letter, Throwable cause) {
        record(letter, describe(cause), "retrying");
    }

    /** Keeps an event for good: it won't be delivered again. */
    void keep(Letter letter, String cause) {
        record(letter, cause, "dead");
    }

    /** Keeps an event that has failed here before, with the cause of its last failure; false if it never has. */
    boolean keepFailed(Position position) {
        return jdbc.update("""
                        update dead_letter set state = 'dead'
                        where topic = ? and partition_no = ? and offset_no = ? and state in ('retrying', 'dead')
                        """, position.topic(), position.partition(), position.offset()) > 0;
    }

    private void record(Letter letter, String cause, String state) {
        Position position = letter.position();
        jdbc.update(
                """
                insert into dead_letter
                    (topic, partition_no, offset_no, event_id, event_type, event_key, payload, cause, attempts, state)
                values (?, ?, ?, ?, ?, ?, ?, ?, 1, ?)
                on conflict (topic, partition_no, offset_no) do update
                set attempts = dead_letter.attempts + 1, cause = excluded.cause, last_failed_at = now(),
                    state = excluded.state
                """,
                position.topic(),
                position.partition(),
                position.offset(),
                letter.eventId(),
                letter.eventType(),
                letter.key(),
                letter.payload().replace("\0", "\uFFFD"),
                cause,
                state);
    }

    static String describe(Throwable cause) {
        StringBuilder text = new StringBuilder();
        for (Throwable t = cause; t != null && text.length() < CAUSE_LENGTH; t = t.getCause()) {
            text.append(text.isEmpty() ? "" : "; caused by ")
                    .append(t.getClass().getSimpleName())
                    .append(": ")
                    .append(t.getMessage());
        }
        return text.substring(0, Math.min(text.length(), CAUSE_LENGTH)).replace("\0", "\uFFFD");
    }

    /**
     * An event as it is kept.
     *
     * @param eventId null where the envelope can't be read; so are type and key
     * @param payload the envelope as it came
     */
    record Letter(
            Position position,
            @Nullable UUID eventId,
            @Nullable String eventType,
            @Nullable String key,
            String payload) {}
}
