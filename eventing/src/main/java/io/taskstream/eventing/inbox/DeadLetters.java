package io.taskstream.eventing.inbox;

import io.taskstream.eventing.inbox.DeadLetter.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

/** Events that could not be applied, kept with their cause until an operator settles them. */
public final class DeadLetters {
    private static final int CAUSE_LENGTH = 4_000;

    /** All but the payload, which may be a megabyte. */
    private static final String SELECT = """
            select dead_letter_id, topic, partition_no, offset_no, event_id, event_type, event_key, cause, attempts,
                state, first_failed_at, last_failed_at, settled_at, settled_by, discard_reason
            from dead_letter
            """;

    private final JdbcTemplate jdbc;
    private final InboxMetrics metrics;

    DeadLetters(JdbcTemplate jdbc, InboxMetrics metrics) {
        this.jdbc = jdbc;
        this.metrics = metrics;
    }

    /** Records a failed attempt at an event that the sidecar will deliver again. */
    void failed(Letter letter, Throwable cause) {
        record(letter, describe(cause), State.RETRYING);
    }

    /** Keeps an event for good: it won't be delivered again. False if an operator has settled it before. */
    boolean keep(Letter letter, String cause) {
        return record(letter, cause, State.DEAD);
    }

    /** Keeps an event that has failed here before, with the cause of its last failure; false if it never has. */
    boolean keepFailed(Position position) {
        return jdbc.update("""
                        update dead_letter set state = 'dead'
                        where topic = ? and partition_no = ? and offset_no = ? and state in ('retrying', 'dead')
                        """, position.topic(), position.partition(), position.offset()) > 0;
    }

    private boolean record(Letter letter, String cause, State state) {
        Position position = letter.position();
        return jdbc.update(
                        """
                        insert into dead_letter
                            (topic, partition_no, offset_no, event_id, event_type, event_key, payload, cause, attempts,
                            state)
                        values (?, ?, ?, ?, ?, ?, ?, ?, 1, ?)
                        on conflict (topic, partition_no, offset_no) do update
                        set attempts = dead_letter.attempts + 1, cause = excluded.cause, last_failed_at = now(),
                            state = excluded.state
                        where dead_letter.state in ('retrying', 'dead')
                        """,
                        position.topic(),
                        position.partition(),
                        position.offset(),
                        letter.eventId(),
                        letter.eventType(),
                        letter.key(),
                        letter.payload().replace("\0", "\uFFFD"),
                        cause,
                        state.wireName())
                > 0;
    }

    /**
     * Dead letters, oldest first.
     *
     * @param topic of the source; null for all
     * @param after only those with a greater id
     * @param limit how many at most
     */
    public List<DeadLetter> list(State state, @Nullable String topic, long after, int limit) {
        String page = " and dead_letter_id > ? order by dead_letter_id limit ?";
        return topic == null
                ? jdbc.query(SELECT + "where state = ?" + page, DeadLetters::map, state.wireName(), after, limit)
                : jdbc.query(
                        SELECT + "where topic = ? and state = ?" + page,
                        DeadLetters::map,
                        topic,
                        state.wireName(),
                        after,
                        limit);
    }

    /** The dead letter of that id, whatever its state. */
    public Optional<DeadLetter> find(long deadLetterId) {
        return jdbc.query(SELECT + "where dead_letter_id = ?", DeadLetters::map, deadLetterId).stream()
                .findFirst();
    }

    /** Those of these ids that exist, whatever their state. */
    public List<DeadLetter> find(Collection<Long> deadLetterIds) {
        return jdbc.query(SELECT + "where dead_letter_id = any(?) order by dead_letter_id", DeadLetters::map, (Object)
                deadLetterIds.toArray(Long[]::new));
    }

    /**
     * The event as it came: an envelope, or text where it isn't JSON.
     *
     * @throws org.springframework.dao.EmptyResultDataAccessException if there is no dead letter of that id
     */
    public JsonNode event(long deadLetterId) {
        String payload = jdbc.queryForObject(
                "select payload from dead_letter where dead_letter_id = ?", String.class, deadLetterId);
        try {
            return JsonMapper.shared().readTree(payload);
        } catch (JacksonException e) {
            return StringNode.valueOf(payload);
        }
    }

    /** The event as the sidecar would deliver it. */
    BulkDelivery.Entry entry(DeadLetter letter) {
        return new BulkDelivery.Entry(
                Long.toString(letter.deadLetterId()),
                event(letter.deadLetterId()),
                Map.of(
                        "__topic", letter.topic(),
                        "__partition", Integer.toString(letter.partition()),
                        "__offset", Long.toString(letter.offset())));
    }

    /** How many there are of each topic in each state. */
    public List<Count> counts() {
        return jdbc.query(
                "select topic, state, count(*) from dead_letter group by topic, state order by topic, state",
                (row, n) -> new Count(row.getString(1), State.ofWireName(row.getString(2)), row.getLong(3)));
    }

    /** How many of a topic wait for an operator. */
    public long waiting(String topic) {
        return count("select count(*) from dead_letter where topic = ? and state = 'dead'", topic);
    }

    /** How many of these wait for an operator. */
    public long waiting(Collection<Long> deadLetterIds) {
        return count(
                "select count(*) from dead_letter where dead_letter_id = any(?) and state = 'dead'",
                deadLetterIds.toArray(Long[]::new));
    }

    private long count(String sql, Object parameter) {
        Long count = jdbc.queryForObject(sql, Long.class, parameter);
        return count == null ? 0 : count;
    }

    /**
     * Gives dead letters up for good: should their events come again, nothing happens.
     *
     * @return the ids of those that were dead; now they are discarded
     */
    public List<Long> discard(Collection<Long> deadLetterIds, String reason, String operator) {
        List<Long> discarded = jdbc.query(
                """
                with dead as (
                    select dead_letter_id from dead_letter where dead_letter_id = any(?) and state = 'dead'
                    order by dead_letter_id for update),
                discarded as (
                    update dead_letter letter
                    set state = 'discarded', discard_reason = ?, settled_at = now(), settled_by = ?
                    from dead where letter.dead_letter_id = dead.dead_letter_id
                    returning letter.dead_letter_id, letter.topic, letter.event_id),
                never_to_be_applied as (
                    insert into inbox (event_id)
                    select event_id from discarded where event_id is not null order by event_id
                    on conflict do nothing)
                select dead_letter_id, topic from discarded order by dead_letter_id
                """,
                (row, n) -> {
                    metrics.discardedOnCommit(row.getString("topic"));
                    return row.getLong("dead_letter_id");
                },
                deadLetterIds.toArray(Long[]::new),
                reason,
                operator);
        return discarded;
    }

    /** The dead letter of that id, locked until the end of the transaction; empty if it isn't dead (any more). */
    Optional<DeadLetter> lock(long deadLetterId) {
        return jdbc
                .query(
                        SELECT + "where dead_letter_id = ? and state = 'dead' for update",
                        DeadLetters::map,
                        deadLetterId)
                .stream()
                .findFirst();
    }

    /** The oldest dead letter of the same key, if that isn't this one. */
    OptionalLong older(DeadLetter letter) {
        Long oldest = jdbc.queryForObject("""
                select min(dead_letter_id) from dead_letter
                where topic = ? and event_key = ? and state = 'dead' and dead_letter_id < ?
                """, Long.class, letter.topic(), letter.key(), letter.deadLetterId());
        return oldest == null ? OptionalLong.empty() : OptionalLong.of(oldest);
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
                where dead_letter_id = ? and state = 'dead'
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
                State.ofWireName(result.getString("state")),
                result.getTimestamp("first_failed_at").toInstant(),
                result.getTimestamp("last_failed_at").toInstant(),
                Optional.ofNullable(result.getTimestamp("settled_at"))
                        .map(Timestamp::toInstant)
                        .orElse(null),
                result.getString("settled_by"),
                result.getString("discard_reason"));
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

    /** How many dead letters of a topic are in a state. */
    public record Count(String topic, State state, long count) {}

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
