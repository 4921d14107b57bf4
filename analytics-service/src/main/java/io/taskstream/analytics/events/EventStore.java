package io.taskstream.analytics.events;

import io.taskstream.contracts.Event;
import io.taskstream.contracts.FieldUpdated;
import io.taskstream.contracts.InAppNotification;
import io.taskstream.contracts.NotificationOutcome;
import io.taskstream.contracts.PreferencesChanged;
import io.taskstream.contracts.ReminderDue;
import io.taskstream.contracts.TaskEvent;
import io.taskstream.eventing.inbox.ReceivedEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Every event that was consumed. A delivery is appended with one statement. */
@Repository
class EventStore {
    private static final String APPEND = """
            insert into event (event_id, topic, partition_no, offset_no, type, source, subject, user_id, task_id,
                version, occurred_at, consumed_at, causetrace, data)
            select e.event_id, e.topic, e.partition_no, e.offset_no, e.type, e.source, e.subject, e.user_id, e.task_id,
                e.version, e.occurred_at::timestamptz, clock_timestamp(), e.causetrace, e.data::jsonb
            from unnest(?::uuid[], ?::text[], ?::int[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[],
                ?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::text[])
                with ordinality
                as e(event_id, topic, partition_no, offset_no, type, source, subject, user_id, task_id, version,
                    occurred_at, causetrace, data, n)
            order by e.n
            on conflict (event_id) do nothing
            """;

    private final JdbcTemplate jdbc;

    EventStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Appends events in this order; one that is there already stays as it is. */
    void append(List<ReceivedEvent> events) {
        jdbc.execute((Connection connection) -> {
            try (PreparedStatement insert = connection.prepareStatement(APPEND)) {
                Columns columns = new Columns(connection, insert, events);
                columns.add("uuid", event -> event.envelope().id());
                columns.add("text", event -> event.position().topic());
                columns.add("int", event -> event.position().partition());
                columns.add("bigint", event -> event.position().offset());
                columns.add("text", event -> event.envelope().type());
                columns.add("text", event -> event.envelope().source());
                columns.add("text", event -> event.envelope().subject());
                columns.add("text", event -> event.data().userId());
                columns.add("bigint", event -> taskId(event.data()));
                columns.add("bigint", event -> version(event.data()));
                columns.add("text", event -> event.envelope().time().toString());
                columns.add("text", event -> event.envelope().causeTrace());
                columns.add("text", event -> event.envelope().data().toString());
                return insert.executeUpdate();
            }
        });
    }

    private static @Nullable Long taskId(Event event) {
        return switch (event) {
            case TaskEvent e -> e.taskId();
            case FieldUpdated e -> e.taskId();
            case ReminderDue e -> e.taskId();
            case NotificationOutcome e -> e.taskId();
            case InAppNotification e -> e.taskId();
            case PreferencesChanged _ -> null;
        };
    }

    private static @Nullable Long version(Event event) {
        return switch (event) {
            case TaskEvent e -> e.version();
            case FieldUpdated e -> e.version();
            case ReminderDue _ -> null;
            case NotificationOutcome e -> e.version();
            case InAppNotification _ -> null;
            case PreferencesChanged e -> e.version();
        };
    }

    /** Sets the parameters of a statement to columns of events, one array each. */
    private static final class Columns {
        private final Connection connection;
        private final PreparedStatement statement;
        private final List<ReceivedEvent> events;
        private int count;

        Columns(Connection connection, PreparedStatement statement, List<ReceivedEvent> events) {
            this.connection = connection;
            this.statement = statement;
            this.events = events;
        }

        void add(String type, Function<ReceivedEvent, @Nullable Object> value) throws SQLException {
            statement.setArray(
                    ++count,
                    connection.createArrayOf(type, events.stream().map(value).toArray()));
        }
    }
}
