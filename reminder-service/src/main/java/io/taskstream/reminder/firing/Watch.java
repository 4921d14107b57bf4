package io.taskstream.reminder.firing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keeps when it was last looked for what is due, by any instance: so it is known why something is late. */
@Repository
class Watch {
    private final JdbcClient jdbc;

    Watch(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * It is looked for what is due now.
     *
     * @param outage from how long a silence on nobody was at work
     * @return the last time in which nobody was; empty if there was none yet
     */
    Optional<Outage> look(Duration outage) {
        return jdbc.sql("""
                        insert into firing_watch as watch (looked_at) values (statement_timestamp())
                        on conflict (one) do update
                        set looked_at = greatest(watch.looked_at, excluded.looked_at),
                            outage_from = case when watch.looked_at < excluded.looked_at - make_interval(secs => :outage)
                                then watch.looked_at else watch.outage_from end,
                            outage_to = case when watch.looked_at < excluded.looked_at - make_interval(secs => :outage)
                                then excluded.looked_at else watch.outage_to end
                        returning outage_from, outage_to
                        """)
                .param("outage", outage.toMillis() / 1000.0)
                .query(Watch::outage)
                .single();
    }

    private static Optional<Outage> outage(ResultSet row, int number) throws SQLException {
        OffsetDateTime from = row.getObject("outage_from", OffsetDateTime.class);
        return from == null
                ? Optional.empty()
                : Optional.of(new Outage(
                        from.toInstant(),
                        row.getObject("outage_to", OffsetDateTime.class).toInstant()));
    }
}
