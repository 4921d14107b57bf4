package io.taskstream.bench.claim;

import io.taskstream.bench.harness.Measurement;
import io.taskstream.bench.harness.Metric;
import io.taskstream.bench.harness.Series;
import io.taskstream.bench.harness.WarmedByRepeats;
import io.taskstream.bench.platform.BenchException;
import io.taskstream.bench.reminders.ReminderTables;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Claims due reminders batch by batch as reminder-service does, while others wait for their time. */
final class ClaimContender extends WarmedByRepeats {
    static final Metric CLAIM = new Metric("claim of 500", "ms");

    private static final Metric BATCH_WHOLE = new Metric("claim, settle, commit", "ms");
    /** reminder-service's default. */
    private static final int BATCH = 500;

    private static final int BATCHES = 20;
    private static final Duration A_YEAR = Duration.ofDays(365);

    /** Takes them out of the index of those that wait, as settling does, which isn't what is measured. */
    private static final String SETTLE = """
            update reminder set status = 'FIRED', fired_at = statement_timestamp(), updated_at = statement_timestamp(),
                version = version + 1
            where reminder_id = any (?)
            """;

    private final ReminderTables tables;
    private final int pending;
    private final String claim;
    private final Clock clock = Clock.systemUTC();

    ClaimContender(ReminderTables tables, int pending, String claim, Duration warmUp) {
        super(name(pending), warmUp);
        this.tables = tables;
        this.pending = pending;
        this.claim = claim;
    }

    static String name(int pending) {
        return String.format(Locale.ROOT, "%,d pending", pending);
    }

    @Override
    public void warmUp() throws Exception {
        Instant nextYear = clock.instant().plus(A_YEAR);
        tables.insert(0, pending, nextYear, Duration.ofDays(30).toNanos() / 1e3 / pending);
        super.warmUp();
    }

    @Override
    public Measurement measure() throws Exception {
        tables.insert(pending, BATCH * BATCHES, clock.instant().minus(Duration.ofSeconds(10)), 1);
        tables.vacuum();
        double[] claims = new double[BATCHES];
        double[] wholes = new double[BATCHES];
        try (Connection connection = tables.connect();
                PreparedStatement claiming = connection.prepareStatement(claim);
                PreparedStatement settling = connection.prepareStatement(SETTLE)) {
            connection.setAutoCommit(false);
            // the first look is at everything, as a sweep's
            OffsetDateTime from = Instant.EPOCH.atOffset(ZoneOffset.UTC);
            for (int batch = 0; batch < BATCHES; batch++) {
                long start = System.nanoTime();
                Batch claimed = claim(claiming, from);
                claims[batch] = (System.nanoTime() - start) / 1e6;
                settle(connection, settling, claimed);
                wholes[batch] = (System.nanoTime() - start) / 1e6;
                from = claimed.last();
            }
        }
        tables.forgetFired();
        return Measurement.of(CLAIM, Series.median(claims))
                .and(BATCH_WHOLE, Series.median(wholes))
                .and(
                        new Metric("slowest claim", "ms"),
                        Arrays.stream(claims).max().orElse(0));
    }

    private static Batch claim(PreparedStatement claiming, OffsetDateTime from) throws SQLException {
        claiming.setObject(1, from);
        claiming.setInt(2, BATCH);
        List<Long> ids = new ArrayList<>(BATCH);
        OffsetDateTime last = from;
        try (ResultSet rows = claiming.executeQuery()) {
            while (rows.next()) {
                ids.add(rows.getLong("reminder_id"));
                last = rows.getObject("remind_at", OffsetDateTime.class);
            }
        }
        if (ids.size() != BATCH) {
            throw new BenchException("A claim got " + ids.size() + " reminders, not " + BATCH + ".");
        }
        return new Batch(ids, last);
    }

    private static void settle(Connection connection, PreparedStatement settling, Batch batch) throws SQLException {
        Array ids = connection.createArrayOf("bigint", batch.ids().toArray());
        settling.setArray(1, ids);
        settling.executeUpdate();
        connection.commit();
    }

    /** @param last when the last of them was due */
    private record Batch(List<Long> ids, OffsetDateTime last) {}
}
