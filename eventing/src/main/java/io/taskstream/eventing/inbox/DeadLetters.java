package io.taskstream.eventing.inbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Events that could not be applied, kept with their cause until an operator settles them. */
public final class DeadLetters {
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

    /**
     * Dead letters, oldest first.
     *
     * @param topic of the source; null for all
     * @param after only those with a greater id
     * @param limit how many at most
     */
    public List<DeadLetter> list(DeadLetter.State state, @Nullable String topic, long after, int limit) {
        return jdbc.query("""
                select * from dead_letter
                where state = ? and dead_letter_id > ? and (?::text is null or topic = ?)
                order by dead_letter_id limit ?
                """, DeadLetters::map, state.wireName(), after, topic, topic, limit);
    }

    /** The dead letter of that id, whatever its state. */
    public Optional<DeadLetter> find(long deadLetterId) {
        return jdbc.query("select * from dead_letter where dead_letter_id = ?", DeadLetters::map, deadLetterId).stream()
                .findFirst();
    }

    /**
     * Gives a dead letter up for good.
     *
     * @return false if there is no dead one of that id
     */
    public boolean discard(long deadLetterId, String reason, String operator) {
        return jdbc.update("""
                        update dead_letter
                        set state = 'discarded', discard_reason = ?, settled_at = now(), settled_by = ?
                        where dead_letter_id = ? and state = 'dead'
                        """, reason, operator, deadLetterId) > 0;
    }

    /** How many wait for an operator. */
    double waiting() {
        Long count = jdbc.queryForObject("select count(*) from dead_letter where state = 'dead'", Long.class);
        return count == null ? 0 : count;
    }

    void redriven(long deadLetterId, String operator) {
        jdbc.update(
                "update dead_letter set state = 'redriven', settled_at = now(), settled_by = ? where dead_letter_id = ?",
                operator,
                deadLetterId);
    }

    void failedAgain(long deadLetterId, Throwable cause) {
        jdbc.update("""
                update dead_letter set attempts = attempts + 1, cause = ?, last_failed_at = now()
                where dead_letter_id = ?
                """, describe(cause), deadLetterId);
    }

    private static DeadLetter map(ResultSet result, int row) throws SQLException {
        return new DeadLetter(
                result.getLong("dead_letter_id"),
                result.getString("topic"),
                result.getInt("partition_no"),
                result.getLong("offset_no"),
                result.getObject("event_id", UUID.class),
                result.getString("event_type"),
                result.getString("event_key"),
                result.getString("cause"),
                result.getInt("attempts"),
                DeadLetter.State.ofWireName(result.getString("state")),
                result.getTimestamp("first_failed_at").toInstant(),
                result.getTimestamp("last_failed_at").toInstant(),
                Optional.ofNullable(result.getTimestamp("settled_at"))
                        .map(Timestamp::toInstant)
                        .orElse(null),
                result.getString("settled_by"),
                result.getString("discard_reason"),
                result.getString("payload"));
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
