package io.taskstream.eventing.inbox;

import io.taskstream.eventing.dapr.AppHealth;
import io.taskstream.eventing.inbox.BulkAck.Status;
import io.taskstream.eventing.inbox.Incoming.Applicable;
import io.taskstream.eventing.inbox.Incoming.Malformed;
import io.taskstream.eventing.inbox.Incoming.Unknown;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A service's subscription to one topic: applies each event once, keeps the order of each key, and sets aside what
 * can't be applied.
 *
 * <p>A delivery is applied in one transaction. If that fails, its events are applied one by one; behind one that fails,
 * the later ones of its key wait with it. The sidecar delivers what failed again, a few times, and then passes it to
 * the dead-letter topic, from where it comes back here to be kept with its cause.
 */
public final class Subscription {
    private static final Logger log = LoggerFactory.getLogger(Subscription.class);

    private final String topic;
    private final EventHandler handler;
    private final Inbox inbox;
    private final DeadLetters deadLetters;
    private final TransactionTemplate transaction;
    private final AppHealth health;
    private final InboxMetrics metrics;

    Subscription(
            String topic,
            EventHandler handler,
            Inbox inbox,
            DeadLetters deadLetters,
            TransactionTemplate transaction,
            AppHealth health,
            InboxMetrics metrics) {
        this.topic = topic;
        this.handler = handler;
        this.inbox = inbox;
        this.deadLetters = deadLetters;
        this.transaction = transaction;
        this.health = health;
        this.metrics = metrics;
    }

    /** Applies what the topic delivers. */
    public BulkAck deliver(BulkDelivery delivery) {
        Answers answers = new Answers(delivery);
        try {
            List<Applicable> readable = sort(delivery, answers);
            try {
                apply(readable);
                readable.forEach(event -> answers.put(event, Status.SUCCESS));
            } catch (RuntimeException e) {
                if (passing(e)) {
                    return answers.otherwise(Status.RETRY);
                }
                applyOneByOne(readable, answers);
            }
        } catch (DataAccessException | TransactionException e) {
            health.databaseFailed();
            log.warn("A delivery of {} could not be applied and comes again: {}", topic, e.getMessage());
        }
        return answers.otherwise(Status.RETRY);
    }

    /**
     * Takes what the sidecar gave up on. A dead-letter topic is shared by all consumers of its source: what was applied
     * here is another one's; what has failed here is kept; what never came here is applied now.
     */
    public BulkAck deliverDeadLetters(BulkDelivery delivery) {
        Answers answers = new Answers(delivery);
        try {
            for (Applicable event : sort(delivery, answers)) {
                takeDeadLetter(event);
                answers.put(event, Status.SUCCESS);
            }
        } catch (DataAccessException | TransactionException e) {
            health.databaseFailed();
            log.warn("Dead letters of {} could not be kept and come again: {}", topic, e.getMessage());
        }
        return answers.otherwise(Status.RETRY);
    }

    private void takeDeadLetter(Applicable event) {
        if (inbox.contains(event.event().envelope().id())) {
            return;
        }
        if (deadLetters.keepFailed(event.event().position())) {
            kept(event.letter(), "its last attempt failed");
            return;
        }
        try {
            apply(List.of(event));
        } catch (RuntimeException e) {
            if (passing(e)) {
                throw e;
            }
            keep(event.letter(), DeadLetters.describe(e));
        }
    }

    /**
     * Applies a dead letter and settles it, in one transaction that holds its row; if that fails, it stays with its new
     * cause.
     */
    Redrive redrive(DeadLetter letter, String operator, Redrive.Order order) {
        return switch (Incoming.of(topic, deadLetters.entry(letter))) {
            case Applicable event -> redrive(letter.deadLetterId(), event, operator, order);
            case Unknown unknown ->
                new Redrive.Refused(letter, "is of the type " + unknown.type() + ", which is not known here");
            case Malformed malformed ->
                new Redrive.Refused(letter, "has no event that can be read, only discarded: " + malformed.cause());
        };
    }

    private Redrive redrive(long id, Applicable event, String operator, Redrive.Order order) {
        try {
            Redrive redrive = transaction.execute(status -> deadLetters
                    .lock(id)
                    .map(letter -> redriveLocked(letter, event, operator, order))
                    .orElseGet(() -> settledMeanwhile(id)));
            if (redrive instanceof Redrive.Applied) {
                metrics.redriven(topic);
                log.info("Dead letter {} of {} was applied at last, at the word of {}", id, topic, operator);
            }
            return redrive;
        } catch (RuntimeException e) {
            if (passing(e)) {
                throw e;
            }
            log.warn("Dead letter {} of {} failed again", id, topic, e);
            metrics.failed(topic);
            deadLetters.failedAgain(id, e);
            return new Redrive.Failed(deadLetters.find(id).orElseThrow());
        }
    }

    private Redrive redriveLocked(DeadLetter letter, Applicable event, String operator, Redrive.Order order) {
        OptionalLong older = order == Redrive.Order.OLDEST_FIRST ? deadLetters.older(letter) : OptionalLong.empty();
        if (older.isPresent()) {
            return new Redrive.Refused(letter, "waits for " + older.getAsLong() + ", an older one of the same key");
        }
        apply(List.of(event));
        deadLetters.redriven(letter.deadLetterId(), operator);
        return new Redrive.Applied(deadLetters.find(letter.deadLetterId()).orElseThrow());
    }

    private Redrive settledMeanwhile(long id) {
        DeadLetter letter = deadLetters.find(id).orElseThrow();
        return new Redrive.Refused(letter, letter.state().obstacle());
    }

    /** Settles what can't be applied at all; what remains can. */
    private List<Applicable> sort(BulkDelivery delivery, Answers answers) {
        List<Applicable> readable = new ArrayList<>(delivery.entries().size());
        for (BulkDelivery.Entry entry : delivery.entries()) {
            switch (Incoming.of(topic, entry)) {
                case Applicable event -> readable.add(event);
                case Unknown unknown -> {
                    metrics.unknown(topic, unknown.type());
                    answers.put(unknown, Status.SUCCESS);
                }
                case Malformed malformed -> {
                    keep(malformed.letter(), malformed.cause());
                    answers.put(malformed, Status.SUCCESS);
                }
            }
        }
        return readable;
    }

    private void apply(List<Applicable> events) {
        if (events.isEmpty()) {
            return;
        }
        Map<UUID, ReceivedEvent> byId = new LinkedHashMap<>();
        events.forEach(event -> byId.putIfAbsent(event.event().envelope().id(), event.event()));
        List<ReceivedEvent> fresh = transaction.execute(status -> {
            Set<UUID> added = inbox.add(byId.keySet());
            List<ReceivedEvent> unapplied = byId.entrySet().stream()
                    .filter(event -> added.contains(event.getKey()))
                    .map(Map.Entry::getValue)
                    .toList();
            if (!unapplied.isEmpty()) {
                handler.apply(unapplied);
            }
            return unapplied;
        });
        metrics.applied(topic, fresh, events.size() - fresh.size());
    }

    private void applyOneByOne(List<Applicable> events, Answers answers) {
        Set<String> failedKeys = new HashSet<>();
        for (Applicable event : events) {
            if (failedKeys.contains(event.key())) {
                continue;
            }
            try {
                apply(List.of(event));
                answers.put(event, Status.SUCCESS);
            } catch (RuntimeException e) {
                failedKeys.add(event.key());
                if (!passing(e)) {
                    log.warn(
                            "Event {} ({}) could not be applied; it comes again a few times, then it's set aside",
                            event.event().envelope().id(),
                            event.event().type().wireName(),
                            e);
                    metrics.failed(topic);
                    deadLetters.failed(event.letter(), e);
                }
            }
        }
    }

    /** Whether a failure says nothing about the event: then trying again is all there is to do. */
    private boolean passing(RuntimeException failure) {
        if (failure instanceof TransactionException
                || failure instanceof DataAccessResourceFailureException
                || failure instanceof RecoverableDataAccessException) {
            health.databaseFailed();
            log.warn(
                    "The database failed while events of {} were applied; they come again: {}",
                    topic,
                    failure.toString());
            return true;
        }
        return failure instanceof TransientDataAccessException;
    }

    private void keep(DeadLetters.Letter letter, String cause) {
        if (deadLetters.keep(letter, cause)) {
            kept(letter, cause);
        }
    }

    private void kept(DeadLetters.Letter letter, String cause) {
        metrics.dead(topic);
        log.error("Event {} of {} is kept as a dead letter: {}", letter.eventId(), letter.position(), cause);
    }

    /** The answer for each entry of a delivery, filled in as they are settled. */
    private static final class Answers {
        private final BulkDelivery delivery;
        private final Map<String, Status> settled = new LinkedHashMap<>();

        Answers(BulkDelivery delivery) {
            this.delivery = delivery;
        }

        void put(Incoming entry, Status status) {
            settled.put(entry.entryId(), status);
        }

        BulkAck otherwise(Status status) {
            return new BulkAck(delivery.entries().stream()
                    .map(entry -> new BulkAck.Entry(entry.entryId(), settled.getOrDefault(entry.entryId(), status)))
                    .toList());
        }
    }
}
