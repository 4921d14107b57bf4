package io.taskstream.reminder.firing;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.taskstream.eventing.outbox.Outbox;
import io.taskstream.eventing.trace.CauseTrace;
import io.taskstream.reminder.history.History;
import io.taskstream.reminder.history.Line;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Fires a batch: the reminders are fired, their histories say so and the events are in the outbox, or none of it. What
 * takes time doesn't grow with what is pending: three statements for a batch, whatever becomes of its reminders.
 */
@Component
class Firing {
    private final DueReminders dueReminders;
    private final History history;
    private final Outbox outbox;
    private final TransactionTemplate transaction;
    private final FiringMetrics metrics;
    private final Tracer tracer;

    Firing(
            DueReminders dueReminders,
            History history,
            Outbox outbox,
            TransactionTemplate transaction,
            FiringMetrics metrics,
            OpenTelemetry telemetry) {
        this.dueReminders = dueReminders;
        this.history = history;
        this.outbox = outbox;
        this.transaction = transaction;
        this.metrics = metrics;
        this.tracer = telemetry.getTracer("io.taskstream.reminder");
    }

    /**
     * Fires the longest due reminders, and defers those of users who don't want to hear of anything now.
     *
     * @param outage the last time in which nobody fired anything, if there was one
     * @return what became of them, in the order in which they were due
     */
    List<Verdict> fire(Instant from, int limit, @Nullable Outage outage) {
        List<Verdict> verdicts = Objects.requireNonNull(transaction.execute(status -> {
            List<Verdict> judged = dueReminders.claim(from, limit).stream()
                    .map(claimed -> claimed.judge(outage))
                    .toList();
            dueReminders.settle(judged);
            history.append(judged.stream().flatMap(Firing::lines).toList());
            outbox.appendCaused(judged.stream().flatMap(this::caused).toList());
            return judged;
        }));
        verdicts.forEach(metrics::count);
        return verdicts;
    }

    private static Stream<Line> lines(Verdict verdict) {
        Claimed reminder = verdict.reminder();
        return verdict.history().stream().map(entry -> new Line(reminder.reminderId(), reminder.now(), entry));
    }

    /** The event goes on in the trace of the request that asked for the reminder. */
    private Stream<Outbox.Caused> caused(Verdict verdict) {
        if (!(verdict instanceof Verdict.Fire fire)) {
            return Stream.empty();
        }
        Span span = tracer.spanBuilder("fire reminder")
                .setParent(CauseTrace.contextOf(fire.reminder().causeTrace()))
                .setAttribute("taskstream.reminder.id", fire.reminder().reminderId())
                .setAttribute("taskstream.reminder.late", fire.late())
                .startSpan();
        try {
            return Stream.of(new Outbox.Caused(fire.fact(), CauseTrace.of(span)));
        } finally {
            span.end();
        }
    }
}
