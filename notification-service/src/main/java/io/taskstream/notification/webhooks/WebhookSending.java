package io.taskstream.notification.webhooks;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.taskstream.eventing.trace.CauseTrace;
import io.taskstream.notification.webhooks.http.Answer;
import io.taskstream.notification.webhooks.http.Sender;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes one attempt: sends outside of any transaction, then records how it ended.
 *
 * <p>If this process dies in between, the message goes once more when the lease ends, with the same id: receivers drop
 * what they have had.
 */
@Component
class WebhookSending {
    /** How long an attempt belongs to who claimed it: the longest request, a slow DNS, and time to record the end. */
    static final Duration LEASE = Duration.ofSeconds(Sender.LONGEST_SECONDS + 75L);

    /** So many attempts in a row, over at least so long a time, must have failed for a webhook to be given up. */
    static final int HOPELESS_FAILURES = 10;

    static final Duration HOPELESS_AFTER = Duration.ofDays(5);

    private static final Logger log = LoggerFactory.getLogger(WebhookSending.class);

    private final OutgoingTable table;
    private final WebhookDeliveries deliveries;
    private final Sender sender;
    private final Secrets secrets;
    private final TransactionTemplate transaction;
    private final WebhookMetrics metrics;
    private final Clock clock;
    private final Tracer tracer;
    private final RetrySchedule schedule;

    WebhookSending(
            OutgoingTable table,
            WebhookDeliveries deliveries,
            Sender sender,
            Secrets secrets,
            TransactionTemplate transaction,
            WebhookMetrics metrics,
            Clock clock,
            OpenTelemetry telemetry) {
        this.table = table;
        this.deliveries = deliveries;
        this.sender = sender;
        this.secrets = secrets;
        this.transaction = transaction;
        this.metrics = metrics;
        this.clock = clock;
        this.tracer = telemetry.getTracer("io.taskstream.notification");
        this.schedule = new RetrySchedule(RandomGenerator.getDefault(), clock);
    }

    /** Sends and records; whether somebody answered. Goes on in the trace of the event. */
    boolean attempt(Outgoing attempt) {
        Span span = tracer.spanBuilder("deliver webhook")
                .setParent(CauseTrace.contextOf(attempt.causeTrace()))
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute("taskstream.webhook.id", attempt.webhookId().toString())
                .setAttribute("messaging.message.id", DeliveryView.messageId(attempt.deliveryId()))
                .startSpan();
        try (Scope _ = span.makeCurrent()) {
            Verdict verdict = verdict(attempt);
            if (!(verdict instanceof Verdict.Delivered)) {
                span.setStatus(StatusCode.ERROR);
            }
            transaction.executeWithoutResult(status -> {
                if (!record(attempt, verdict)) {
                    status.setRollbackOnly();
                    log.warn("Delivery {} took longer than its lease", attempt.deliveryId());
                }
            });
            metrics.attempted(verdict);
            return verdict.responseStatus() != null || verdict instanceof Verdict.Withdrawn;
        } finally {
            span.end();
        }
    }

    private Verdict verdict(Outgoing attempt) {
        if (attempt.webhook() != WebhookStatus.ACTIVE) {
            return new Verdict.Withdrawn("the webhook is not active");
        }
        if (attempt.round() > RetrySchedule.ATTEMPTS) {
            return new Verdict.Failed(null, "every attempt was cut off");
        }
        Answer answer = sender.post(
                attempt.url(),
                Signatures.headers(
                        DeliveryView.messageId(attempt.deliveryId()),
                        clock.instant(),
                        attempt.payload(),
                        attempt.sealedSecrets().stream().map(secrets::opened).toList()),
                attempt.payload().getBytes(StandardCharsets.UTF_8));
        return schedule.judge(answer, attempt.round());
    }

    /** The webhook's row is locked before the delivery's: the same order in which a webhook is deleted. */
    private boolean record(Outgoing attempt, Verdict verdict) {
        return switch (verdict) {
            case Verdict.Delivered _ -> {
                table.succeeded(attempt.webhookId());
                yield table.settle(attempt, DeliveryStatus.DELIVERED, verdict, null);
            }
            case Verdict.Retry retry ->
                failing(attempt)
                        ? table.settle(
                                attempt,
                                DeliveryStatus.FAILED,
                                new Verdict.Failed(retry.responseStatus(), retry.reason()),
                                retry.reason())
                        : table.settle(attempt, DeliveryStatus.RETRYING, retry, retry.reason());
            case Verdict.Failed failed -> {
                failing(attempt);
                yield table.settle(attempt, DeliveryStatus.FAILED, failed, failed.reason());
            }
            case Verdict.Gone _ -> {
                close(attempt, WebhookStatus.GONE, "it answered 410: it is gone");
                yield table.settle(attempt, DeliveryStatus.FAILED, verdict, "it answered 410: it is gone");
            }
            case Verdict.Withdrawn(String reason) -> table.settle(attempt, DeliveryStatus.FAILED, verdict, reason);
        };
    }

    /** Counts a failure; whether it was the last that is borne. */
    private boolean failing(Outgoing attempt) {
        boolean hopeless = table.failed(attempt.webhookId(), HOPELESS_FAILURES, HOPELESS_AFTER);
        if (hopeless) {
            close(attempt, WebhookStatus.FAILING, "every attempt of " + HOPELESS_AFTER.toDays() + " days has failed");
        }
        return hopeless;
    }

    private void close(Outgoing attempt, WebhookStatus status, String reason) {
        if (table.close(attempt.webhookId(), status, reason)) {
            deliveries.abandon(attempt.webhookId(), "the webhook is not active any more: " + reason);
            log.info("Webhook {} is told of nothing any more: {}", attempt.webhookId(), reason);
        }
    }
}
