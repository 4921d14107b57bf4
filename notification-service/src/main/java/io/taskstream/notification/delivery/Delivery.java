package io.taskstream.notification.delivery;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.taskstream.contracts.Event;
import io.taskstream.contracts.NotificationOutcome;
import io.taskstream.eventing.outbox.Outbox;
import io.taskstream.eventing.trace.CauseTrace;
import io.taskstream.notification.channels.Channel;
import io.taskstream.notification.channels.Result;
import io.taskstream.notification.delivery.DeliveryTable.Settled;
import io.taskstream.notification.notifications.NotificationSettled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes one attempt: sends outside of any transaction, then records the end of it together with the event that tells of
 * it.
 *
 * <p>Between the moment when the other side has taken a message and the commit that says so there is a window: if this
 * process dies in it, or can't reach its database until the lease ends, the message goes once more. The other way round
 * it might be lost.
 */
@Component
class Delivery {
    /** How long an attempt belongs to who claimed it: the longest send, and time to record its end. */
    static final Duration LEASE = Duration.ofSeconds(Channel.LONGEST_SECONDS + 60);

    private static final Logger log = LoggerFactory.getLogger(Delivery.class);
    private static final Duration RECORDING = Duration.ofSeconds(45);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final DeliveryTable table;
    private final Outbox outbox;
    private final TransactionTemplate transaction;
    private final DeliveryMetrics metrics;
    private final ApplicationEventPublisher facts;
    private final Tracer tracer;
    private final RetryPolicy policy = new RetryPolicy(RandomGenerator.getDefault());

    Delivery(
            DeliveryTable table,
            Outbox outbox,
            TransactionTemplate transaction,
            DeliveryMetrics metrics,
            ApplicationEventPublisher facts,
            OpenTelemetry telemetry) {
        this.table = table;
        this.outbox = outbox;
        this.transaction = transaction;
        this.metrics = metrics;
        this.facts = facts;
        this.tracer = telemetry.getTracer("io.taskstream.notification");
    }

    /**
     * Sends over the channel and records how it went; goes on in the trace of the event that asked for it.
     *
     * @param ended told as soon as it is sent or not, before that is recorded
     */
    void attempt(Channel channel, Attempt attempt, Consumer<Result> ended) throws InterruptedException {
        Span span = tracer.spanBuilder("deliver " + channel.name())
                .setParent(CauseTrace.contextOf(attempt.causeTrace()))
                .setAttribute(
                        "taskstream.notification.id",
                        attempt.message().notificationId().toString())
                .setAttribute("taskstream.notification.attempt", attempt.number())
                .startSpan();
        try (Scope _ = span.makeCurrent()) {
            Result result = send(channel, attempt);
            ended.accept(result);
            Verdict verdict = policy.judge(result, attempt.number());
            if (verdict.status() != NotificationOutcome.Status.SENT) {
                span.setStatus(StatusCode.ERROR, verdict.status().name());
            }
            record(attempt, verdict);
        } finally {
            span.end();
        }
    }

    private static Result send(Channel channel, Attempt attempt) {
        if (attempt.number() > RetryPolicy.ATTEMPTS) {
            return new Result.Refused("every attempt was cut off");
        }
        try {
            return channel.send(attempt.message());
        } catch (RuntimeException e) {
            log.error(
                    "Notification {} could not be sent for a reason that {} doesn't know; it counts as unsent",
                    attempt.message().notificationId(),
                    channel.getClass().getSimpleName(),
                    e);
            return new Result.Unsent("something went wrong on our side");
        }
    }

    /** Patiently: what is not recorded goes out a second time. */
    private void record(Attempt attempt, Verdict verdict) throws InterruptedException {
        long start = System.nanoTime();
        while (true) {
            try {
                settle(attempt, verdict);
                return;
            } catch (DataAccessException | TransactionException e) {
                boolean again = System.nanoTime() - start < RECORDING.toNanos();
                log.warn(
                        "That notification {} is {} could not be recorded; {}: {}",
                        attempt.message().notificationId(),
                        verdict.status(),
                        again ? "trying again" : "it is delivered again when its lease ends",
                        e.getMessage());
                if (!again) {
                    return;
                }
                Thread.sleep(PAUSE);
            }
        }
    }

    private void settle(Attempt attempt, Verdict verdict) {
        Optional<Settled> settled = transaction.execute(status -> {
            Optional<Settled> end = table.settle(attempt, verdict);
            end.ifPresent(s -> {
                List<Event> events = new ArrayList<>(verdict.events());
                events.add(attempt.outcome(verdict, s.at(), s.version()));
                outbox.append(events);
                if (verdict.retryIn() == null) {
                    facts.publishEvent(new NotificationSettled(
                            attempt.message().notificationId(),
                            attempt.message().content().kind(),
                            verdict.status(),
                            verdict.reason(),
                            s.at()));
                }
            });
            return end;
        });
        settled.ifPresentOrElse(
                end -> metrics.attempted(attempt, verdict, end.at()),
                () -> log.warn(
                        "Attempt {} at notification {} ended as {} after its lease: another one decides",
                        attempt.number(),
                        attempt.message().notificationId(),
                        verdict.status()));
    }
}
