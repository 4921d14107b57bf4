package io.taskstream.eventing.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.taskstream.eventing.outbox.OutboxTable.Row;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** How many events wait and for how long, and how many went, by topic. */
final class OutboxMetrics {
    private static final int COUNTED = 100_000;
    private static final Duration FRESH = Duration.ofSeconds(2);

    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final MeterRegistry registry;

    private Backlog backlog = new Backlog(0, 0, Instant.MIN);

    OutboxMetrics(JdbcTemplate jdbc, Clock clock, MeterRegistry registry) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.registry = registry;
        Gauge.builder(
                        "taskstream.outbox.depth",
                        this,
                        metrics -> metrics.backlog().depth())
                .description("Events that wait to be published; counted up to " + COUNTED)
                .register(registry);
        Gauge.builder(
                        "taskstream.outbox.age",
                        this,
                        metrics -> metrics.backlog().ageSeconds())
                .description("How long the oldest of them has been waiting")
                .baseUnit("seconds")
                .register(registry);
    }

    void published(List<Row> rows) {
        Map<String, Long> byTopic = rows.stream().collect(Collectors.groupingBy(Row::topic, Collectors.counting()));
        byTopic.forEach((topic, count) -> Counter.builder("taskstream.events.published")
                .description("Events that the broker acknowledged")
                .tag("topic", topic)
                .register(registry)
                .increment(count));
    }

    /** One scrape reads both gauges: the table is asked once for the two. */
    private synchronized Backlog backlog() {
        Instant now = clock.instant();
        if (backlog.at().isBefore(now.minus(FRESH))) {
            backlog = query(now);
        }
        return backlog;
    }

    private Backlog query(Instant now) {
        try {
            Backlog found = jdbc.queryForObject(
                    """
                    select count(*), coalesce(extract(epoch from now() - min(created_at)), 0)
                    from (select created_at from outbox order by seq limit ?) oldest
                    """, (result, row) -> new Backlog(result.getLong(1), result.getDouble(2), now), COUNTED);
            return found == null ? new Backlog(Double.NaN, Double.NaN, now) : found;
        } catch (DataAccessException e) {
            return new Backlog(Double.NaN, Double.NaN, now);
        }
    }

    private record Backlog(double depth, double ageSeconds, Instant at) {}
}
