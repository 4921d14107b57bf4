package io.taskstream.reminder.firing;

import io.taskstream.reminder.reminders.ReminderScheduled;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Fires whatever is due each time the tick comes, batch by batch, oldest first. Between ticks it wakes for what comes
 * due before long, so that no reminder has to wait for a tick that it just missed.
 *
 * <p>One thread does it all: a tick that comes while it is busy is only a reason to look once more.
 */
@Component
class FiringLoop implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(FiringLoop.class);
    /** Several ticks: what comes due later is found by a later tick. */
    static final Duration LOOK_AHEAD = Duration.ofSeconds(2);

    /**
     * How far before the last look the next one begins. What is older has fired, save for what was held by others: sweeps
     * find it. The shorter this is, the fewer index entries of fired ones are passed each time.
     */
    private static final Duration OVERLAP = Duration.ofSeconds(2);

    /** What is due but was not claimed is in another instance's hands, or came due just now. */
    private static final Duration SHORTLY = Duration.ofMillis(5);

    /** So many sweeps left out mean that nobody was there to make them. */
    private static final int SILENCE = 3;

    private static final Duration LAST_BATCH = Duration.ofSeconds(5);

    private final Firing firing;
    private final DueReminders dueReminders;
    private final Watch watch;
    private final Clock clock;
    private final FiringProperties settings;
    private final Semaphore wakeUps = new Semaphore(0);

    private volatile boolean running;
    private volatile boolean swept;
    private long sweptAt;
    /** Where the next look begins, unless it is a sweep; by the database's clock. */
    private volatile Instant from = Instant.EPOCH;

    private @Nullable Outage outage;
    private @Nullable Thread thread;

    FiringLoop(Firing firing, DueReminders dueReminders, Watch watch, Clock clock, FiringProperties settings) {
        this.firing = firing;
        this.dueReminders = dueReminders;
        this.watch = watch;
        this.clock = clock;
        this.settings = settings;
    }

    /** Looks for what is due, soon; never blocks. */
    void wake() {
        if (wakeUps.availablePermits() == 0) {
            wakeUps.release();
        }
    }

    /** One that is due before the next tick can't wait for it, and one that is long overdue takes a sweep to be found. */
    @TransactionalEventListener(fallbackExecution = true)
    void on(ReminderScheduled scheduled) {
        if (scheduled.remindAt().isBefore(from)) {
            swept = false;
        }
        if (scheduled.remindAt().isBefore(clock.instant().plus(LOOK_AHEAD))) {
            wake();
        }
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("reminder-firing").start(this::run);
    }

    /** Ends after the batch at hand. */
    @Override
    public void stop() {
        running = false;
        wake();
        Thread loop = thread;
        if (loop != null) {
            try {
                loop.join(LAST_BATCH);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            loop.interrupt();
        }
        thread = null;
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void run() {
        Pace pace = new Pace(settings.maxPerSecond(), System.nanoTime());
        Optional<Duration> untilNext = Optional.empty();
        try {
            while (running) {
                await(untilNext);
                untilNext = look(pace);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Until a tick, or until something known comes due. */
    private void await(Optional<Duration> untilNext) throws InterruptedException {
        if (untilNext.isPresent()) {
            var _ = wakeUps.tryAcquire(untilNext.get().toNanos(), TimeUnit.NANOSECONDS);
        } else {
            wakeUps.acquire();
        }
        wakeUps.drainPermits();
    }

    /** How long until more comes due, if that is soon. */
    private Optional<Duration> look(Pace pace) throws InterruptedException {
        try {
            Instant begin = dueReminders.now();
            boolean sweep = !swept
                    || System.nanoTime() - sweptAt > settings.sweepInterval().toNanos();
            if (sweep) {
                swept = true;
                outage = watch.look(settings.sweepInterval().multipliedBy(SILENCE))
                        .orElse(null);
            }
            fireAllDue(sweep ? Instant.EPOCH : from, pace);
            if (sweep) {
                sweptAt = System.nanoTime();
            }
            from = begin.minus(OVERLAP);
            return dueReminders.next(from, LOOK_AHEAD).map(wait -> wait.isZero() ? SHORTLY : wait);
        } catch (DataAccessException | TransactionException e) {
            swept = false;
            log.warn("Due reminders could not be fired; the next tick tries again: {}", e.getMessage());
        } catch (RuntimeException e) {
            swept = false;
            log.error("Due reminders could not be fired; the next tick tries again", e);
        }
        return Optional.empty();
    }

    private void fireAllDue(Instant from, Pace pace) throws InterruptedException {
        Instant after = from;
        List<Verdict> batch;
        do {
            batch = firing.fire(after, settings.batchSize(), outage);
            if (!batch.isEmpty()) {
                after = batch.getLast().reminder().remindAt();
                Thread.sleep(pace.after(batch.size(), System.nanoTime()));
            }
        } while (running && batch.size() == settings.batchSize());
    }
}
