package io.taskstream.eventing.inbox;

import java.sql.Array;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** The ids of applied events. */
final class InboxTable implements Inbox {
    private final JdbcTemplate jdbc;

    InboxTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Set<UUID> add(Collection<UUID> ids) {
        // sorted, so that two instances that record the same ids can't wait for each other
        Object[] sorted = ids.stream().sorted().distinct().toArray();
        List<UUID> added = jdbc.query(
                "insert into inbox (event_id) select unnest(?) on conflict do nothing returning event_id",
                statement -> statement.setArray(1, uuids(sorted)),
                (result, row) -> result.getObject(1, UUID.class));
        return new HashSet<>(added);
    }

    @Override
    public boolean contains(UUID id) {
        return Boolean.TRUE.equals(
                jdbc.queryForObject("select exists (select 1 from inbox where event_id = ?)", Boolean.class, id));
    }

    private Array uuids(Object[] ids) {
        Array array = jdbc.execute((ConnectionCallback<Array>) connection -> connection.createArrayOf("uuid", ids));
        if (array == null) {
            throw new IllegalStateException("The driver made no array");
        }
        return array;
    }
}
