package io.taskstream.eventing.deadletters;

import io.taskstream.eventing.inbox.DeadLetters;
import io.taskstream.eventing.inbox.Redrive;
import io.taskstream.eventing.inbox.Subscriptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Redrives many dead letters, the oldest first, each in a transaction of its own. One that fails keeps the younger ones
 * of its key waiting, in this request and in later ones.
 */
final class BulkRedrive {
    private static final Logger log = LoggerFactory.getLogger(BulkRedrive.class);

    private final Subscriptions subscriptions;
    private final DeadLetters deadLetters;
    private final Clock clock;
    private final Duration time;

    /** @param time after which no more are begun */
    BulkRedrive(Subscriptions subscriptions, DeadLetters deadLetters, Clock clock, Duration time) {
        this.subscriptions = subscriptions;
        this.deadLetters = deadLetters;
        this.clock = clock;
        this.time = time;
    }

    /** @throws DataAccessException if the database fails before any is done */
    Progress redrive(Selection selection, String operator) {
        List<Long> chosen = selection.in(deadLetters);
        List<Outcome> outcomes = outcomes(chosen, operator);
        return new Progress(outcomes, selection.remaining(deadLetters), nextAfter(selection, chosen, outcomes));
    }

    private List<Outcome> outcomes(List<Long> chosen, String operator) {
        Instant deadline = clock.instant().plus(time);
        List<Outcome> outcomes = new ArrayList<>();
        for (long id : chosen) {
            if (!outcomes.isEmpty() && clock.instant().isAfter(deadline)) {
                break;
            }
            try {
                outcomes.add(subscriptions
                        .redrive(id, operator, Redrive.Order.OLDEST_FIRST)
                        .map(Outcome::of)
                        .orElseGet(() -> Outcome.unknown(id)));
            } catch (DataAccessException | TransactionException e) {
                if (outcomes.isEmpty()) {
                    throw e;
                }
                log.warn("Redriving stops before dead letter {}, since the database fails: {}", id, e.getMessage());
                break;
            }
        }
        return outcomes;
    }

    private static @Nullable Long nextAfter(Selection selection, List<Long> chosen, List<Outcome> outcomes) {
        boolean all = outcomes.size() == chosen.size() && chosen.size() < Selection.LIMIT;
        return selection.ids() != null || all ? null : outcomes.getLast().deadLetterId();
    }
}
