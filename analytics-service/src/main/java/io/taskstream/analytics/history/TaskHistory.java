package io.taskstream.analytics.history;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The event store, read task by task. */
@Repository
class TaskHistory {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;

    TaskHistory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The events of a user's task, oldest first.
     *
     * @param afterMicros only those after this instant, in microseconds since 1970, or at it and after {@code afterSeq}
     */
    List<HistoryEntry> of(String userId, long taskId, long afterMicros, long afterSeq, int limit) {
        return jdbc.sql("""
                        select event_id, type, occurred_at, version, data, seq from event
                        where task_id = :task and user_id = :user
                          and (:after::bigint = :least::bigint
                               or (occurred_at, seq) > ('epoch'::timestamptz + :after * interval '1 microsecond', :seq))
                        order by occurred_at, seq limit :limit
                        """)
                .param("task", taskId)
                .param("user", userId)
                .param("after", afterMicros)
                .param("least", Long.MIN_VALUE)
                .param("seq", afterSeq)
                .param("limit", limit)
                .query((row, number) -> new HistoryEntry(
                        row.getObject("event_id", UUID.class),
                        row.getString("type"),
                        row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                        row.getObject("version", Long.class),
                        JSON.readTree(row.getString("data")),
                        row.getLong("seq")))
                .list();
    }
}
