package io.taskstream.reminder.firing;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.taskstream.eventing.outbox.Outbox;
import io.taskstream.eventing.trace.CauseTrace;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Fires a batch: the reminders are fired and the events that say so are in the outbox, or neither. */
@Component
class Firing {
    private final DueReminders dueReminders;
    private final Outbox outbox;
    private final TransactionTemplate transaction;
    private final FiringMetrics metrics;
    private final Tracer tracer;

    Firing(
            DueReminders dueReminders,
            Outbox outbox,
            TransactionTemplate transaction,
            FiringMetrics metrics,
            OpenTelemetry telemetry) {
        this.dueReminders = dueReminders;
        this.outbox = outbox;
        this.transaction = transaction;
        this.metrics = metrics;
        this.tracer = telemetry.getTracer("io.taskstream.reminder");
    }

    /** Fires the longest due reminders; what it fired, in the order in which they were due. */
    List<DueReminder> fire(Instant from, int limit) {
        List<DueReminder> fired = transaction.execute(status -> {
            List<DueReminder> claimed = dueReminders.claim(from, limit);
            outbox.appendCaused(claimed.stream().map(this::caused).toList());
            return claimed;
        });
        fired.forEach(metrics::fired);
        return fired;
    }

    /** The event goes on in the trace of the request that asked for the reminder. */
    private Outbox.Caused caused(DueReminder reminder) {
        Span span = tracer.spanBuilder("fire reminder")
                .setParent(CauseTrace.contextOf(reminder.causeTrace()))
                .setAttribute("taskstream.reminder.id", reminder.reminderId())
                .setAttribute("taskstream.reminder.late", reminder.late())
                .startSpan();
        try {
            return new Outbox.Caused(reminder.fact(), CauseTrace.of(span));
        } finally {
            span.end();
        }
    }
}
