package io.taskstream.analytics.stats;

import io.taskstream.contracts.TaskEvent;
import io.taskstream.eventing.inbox.EventHandler;
import io.taskstream.eventing.inbox.ReceivedEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The facts of all tasks, kept by their versions: neither duplicates nor older events change anything. */
@Repository
class TaskFacts implements EventHandler {
    private final JdbcTemplate template;
    private final JdbcClient jdbc;

    TaskFacts(JdbcTemplate template, JdbcClient jdbc) {
        this.template = template;
        this.jdbc = jdbc;
    }

    @Override
    public void apply(List<ReceivedEvent> events) {
        Collection<TaskFact> facts = TaskFact.fold(events.stream()
                .map(ReceivedEvent::data)
                .filter(TaskEvent.class::isInstance)
                .map(TaskEvent.class::cast)
                .toList());
        if (!facts.isEmpty()) {
            put(facts);
        }
    }

    /** The same merge as {@link TaskFact#with}, in the database; sorted, so that instances can't wait for each other. */
    private void put(Collection<TaskFact> facts) {
        template.batchUpdate(
                """
                insert into task_fact as known
                    (task_id, user_id, created_at, completed_at, completion_version, completed, version)
                values (?, ?, ?, ?, ?, ?, ?)
                on conflict (task_id) do update set
                    created_at = coalesce(known.created_at, excluded.created_at),
                    completed_at = case
                        when excluded.completion_version > known.completion_version then excluded.completed_at
                        else known.completed_at end,
                    completion_version = greatest(known.completion_version, excluded.completion_version),
                    completed = case
                        when excluded.version > known.version then excluded.completed
                        else known.completed end,
                    version = greatest(known.version, excluded.version)
                """,
                facts.stream()
                        .sorted((a, b) -> Long.compare(a.taskId(), b.taskId()))
                        .map(TaskFacts::columns)
                        .toList());
    }

    private static @Nullable Object[] columns(TaskFact fact) {
        TaskFact.Completion completion = fact.completion();
        return new @Nullable Object[] {
            fact.taskId(),
            fact.userId(),
            timestamp(fact.createdAt()),
            completion == null ? null : timestamp(completion.at()),
            completion == null ? 0L : completion.version(),
            fact.completed(),
            fact.version()
        };
    }

    /** How many of a user's tasks were created on each day of a zone. */
    Map<LocalDate, Long> createdByDay(String userId, Instant from, Instant until, ZoneId zone) {
        return byDay("created_at", "true", userId, from, until, zone);
    }

    /** How many of a user's tasks were completed on each day of a zone, and are completed still. */
    Map<LocalDate, Long> completedByDay(String userId, Instant from, Instant until, ZoneId zone) {
        return byDay("completed_at", "completed", userId, from, until, zone);
    }

    /** How many of the tasks that a user created in that time are completed by now. */
    long completedOfCreated(String userId, Instant from, Instant until) {
        return jdbc.sql("""
                        select count(*) from task_fact
                        where user_id = ? and created_at >= ? and created_at < ? and completed
                        """)
                .params(userId, from.atOffset(ZoneOffset.UTC), until.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    private Map<LocalDate, Long> byDay(
            String column, String condition, String userId, Instant from, Instant until, ZoneId zone) {
        return jdbc
                .sql("""
                        select (%1$s at time zone ?)::date as day, count(*) as tasks from task_fact
                        where user_id = ? and %1$s >= ? and %1$s < ? and %2$s group by 1
                        """.formatted(column, condition))
                .params(zone.getId(), userId, from.atOffset(ZoneOffset.UTC), until.atOffset(ZoneOffset.UTC))
                .query((result, row) -> Map.entry(result.getObject("day", LocalDate.class), result.getLong("tasks")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static @Nullable OffsetDateTime timestamp(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
