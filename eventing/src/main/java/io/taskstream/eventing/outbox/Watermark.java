package io.taskstream.eventing.outbox;

import io.taskstream.eventing.outbox.OutboxTable.Row;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * The number up to which the outbox holds nothing to publish any more, so that reading starts behind it.
 *
 * <p>What was published stays in the table's index for as long as any snapshot might still see it, that of a backup or of
 * an ANALYZE, say. Read past each time, it would slow the relay down more and more, until it falls behind.
 *
 * <p>Numbers are given before transactions commit, so a lower one may turn up after a higher one. The mark moves to a
 * number only when all transactions have ended that ran a little after it was read. Once in a while everything is read
 * nevertheless.
 */
final class Watermark {
    private static final long PAUSE = Duration.ofMillis(100).toNanos();
    private static final long SWEEP = Duration.ofSeconds(5).toNanos();
    private static final long START = Long.MIN_VALUE;

    /** No transaction's id. */
    private static final long NOT_YET = Long.MAX_VALUE;

    private long mark = START;
    private long next = START;
    private long highest = START;
    /** Those before it have to end before the mark moves on. */
    private long transactions = NOT_YET;

    private long lookedAt;
    private long sweptAt;

    Watermark(long now) {
        this.lookedAt = now;
        this.sweptAt = now;
    }

    /** Reading starts behind this number. */
    long from(long now) {
        if (now - sweptAt < SWEEP) {
            return mark;
        }
        sweptAt = now;
        return START;
    }

    /** These are on their way from now on. */
    void taken(List<Row> rows) {
        if (!rows.isEmpty()) {
            highest = Math.max(highest, rows.getLast().seq());
        }
    }

    /** Moves on, if it is time and all earlier transactions have ended. */
    void follow(OutboxTable table, long now) throws SQLException {
        if (mark == highest || now - lookedAt < PAUSE) {
            return;
        }
        lookedAt = now;
        if (transactions == NOT_YET) {
            transactions = table.newTransaction();
        } else if (table.oldestTransaction() >= transactions) {
            mark = next;
            next = highest;
            transactions = NOT_YET;
        }
    }

    /** Something that was taken has come back: reading starts anew. */
    void restart() {
        mark = START;
        next = START;
        highest = START;
        transactions = NOT_YET;
    }
}
