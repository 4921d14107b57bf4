package io.taskstream.eventing.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskstream.eventing.outbox.OutboxTable.Row;
import io.taskstream.eventing.testing.ServiceContext;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = ServiceContext.class)
class WatermarkTests {
    private static final long STEP = Duration.ofMillis(250).toNanos();

    @Autowired
    DataSource dataSource;

    private final Watermark watermark = new Watermark(0);
    private long now;

    @Test
    void reading_starts_behind_what_was_taken_a_while_ago() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            watermark.taken(List.of(row(9), row(10)));
            follow(connection, 8);
            watermark.taken(List.of(row(11)));

            assertThat(watermark.from(now)).isEqualTo(10);
        }
    }

    @Test
    void reading_starts_at_the_beginning_until_transactions_that_wrote_before_have_ended() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Connection writer = dataSource.getConnection()) {
            writer.setAutoCommit(false);
            writer.createStatement().execute("select pg_current_xact_id()");
            watermark.taken(List.of(row(10)));
            follow(connection, 10);
            assertThat(watermark.from(now)).isEqualTo(Long.MIN_VALUE);

            writer.rollback();
            follow(connection, 8);

            assertThat(watermark.from(now)).isEqualTo(10);
        }
    }

    @Test
    void a_transaction_that_only_reads_holds_nothing_up() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Connection reader = dataSource.getConnection()) {
            reader.setAutoCommit(false);
            reader.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            reader.createStatement().execute("select count(*) from outbox");
            watermark.taken(List.of(row(10)));
            follow(connection, 8);

            assertThat(watermark.from(now)).isEqualTo(10);
            reader.rollback();
        }
    }

    @Test
    void everything_is_read_after_a_failure_and_once_in_a_while() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            watermark.taken(List.of(row(10)));
            follow(connection, 8);

            assertThat(watermark.from(now + 20 * STEP)).as("after five seconds").isEqualTo(Long.MIN_VALUE);
            assertThat(watermark.from(now + 21 * STEP)).isEqualTo(10);
            watermark.restart();
            assertThat(watermark.from(now + 22 * STEP)).isEqualTo(Long.MIN_VALUE);
        }
    }

    private void follow(Connection connection, int times) throws SQLException {
        for (int i = 0; i < times; i++) {
            now += STEP;
            watermark.follow(new OutboxTable(connection), now);
        }
    }

    private static Row row(long seq) {
        return new Row(seq, "task-events", "1", new UUID(0, seq), new byte[0], Instant.EPOCH);
    }
}
