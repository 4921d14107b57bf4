package io.taskstream.reminder.firing;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** How late reminders ring, how many rang, and how many wait. */
@Component
class FiringMetrics {
    private static final long COUNTED = 100_000;
    private static final Duration FRESH = Duration.ofSeconds(10);

    private final DueReminders dueReminders;
    private final Clock clock;
    private final Timer lateness;
    private final Counter inTime;
    private final Counter late;
    private final Counter deferred;

    private double pending = Double.NaN;
    private Instant countedAt = Instant.MIN;

    FiringMetrics(DueReminders dueReminders, Clock clock, MeterRegistry registry) {
        this.dueReminders = dueReminders;
        this.clock = clock;
        this.lateness = Timer.builder("taskstream.reminder.lateness")
                .description("Time from when a reminder was to ring until it was fired, by the database's clock")
                .serviceLevelObjectives(
                        Duration.ofMillis(5),
                        Duration.ofMillis(10),
                        Duration.ofMillis(25),
                        Duration.ofMillis(50),
                        Duration.ofMillis(100),
                        Duration.ofMillis(250),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(1),
                        Duration.ofHours(1))
                .register(registry);
        this.inTime = fired(registry, false);
        this.late = fired(registry, true);
        this.deferred = Counter.builder("taskstream.reminders.deferred")
                .description("Reminders that came due when their user didn't want to hear of anything")
                .register(registry);
        Gauge.builder("taskstream.reminders.pending", this, FiringMetrics::pending)
                .description("Reminders that wait to ring; counted up to " + COUNTED)
                .register(registry);
    }

    private static Counter fired(MeterRegistry registry, boolean late) {
        return Counter.builder("taskstream.reminders.fired")
                .description("Reminders that were fired")
                .tag("late", Boolean.toString(late))
                .register(registry);
    }

    void count(Verdict verdict) {
        switch (verdict) {
            case Verdict.Fire fire -> {
                lateness.record(fire.lateness());
                (fire.late() ? late : inTime).increment();
            }
            case Verdict.Defer _ -> deferred.increment();
        }
    }

    private synchronized double pending() {
        Instant now = clock.instant();
        if (countedAt.isBefore(now.minus(FRESH))) {
            countedAt = now;
            try {
                pending = dueReminders.pending(COUNTED);
            } catch (DataAccessException e) {
                pending = Double.NaN;
            }
        }
        return pending;
    }
}
