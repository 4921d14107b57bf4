package io.taskstream.notification.webhooks;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
 * Claims due deliveries, no more than there is room for, and the next as soon as one has ended. Deliveries to one
 * webhook may overtake each other.
 */
@Component
class WebhookDispatch implements SmartLifecycle {
    /** Attempts of this instance at a time. */
    static final int AT_A_TIME = 16;

    private static final Logger log = LoggerFactory.getLogger(WebhookDispatch.class);
    /** Retries come due without anybody waking us, and so does what another instance has left behind. */
    private static final Duration POLL = Duration.ofMillis(500);

    private static final Duration PAUSE = Duration.ofSeconds(1);
    /** Below the time that a service is given to end; what takes longer goes again when its lease ends. */
    private static final Duration LAST_ATTEMPTS = Duration.ofSeconds(10);

    private final OutgoingTable table;
    private final WebhookSending sending;
    private final Turns turns;
    private final Semaphore free = new Semaphore(AT_A_TIME);
    private final Semaphore wakeUps = new Semaphore(0);
    private volatile @Nullable Workers workers;

    WebhookDispatch(OutgoingTable table, WebhookSending sending, Clock clock) {
        this.table = table;
        this.sending = sending;
        this.turns = new Turns(clock);
    }

    @TransactionalEventListener
    void on(DeliveriesDue due) {
        wake();
    }

    private void wake() {
        if (wakeUps.availablePermits() == 0) {
            wakeUps.release();
        }
    }

    @Override
    public void start() {
        Workers started = new Workers(
                Thread.ofPlatform().name("webhooks").unstarted(this::run),
                Executors.newFixedThreadPool(
                        AT_A_TIME, Thread.ofPlatform().name("webhook-", 1).factory()));
        workers = started;
        started.loop().start();
    }

    /** Begins nothing more, and waits a while for what is under way. */
    @Override
    public void stop() {
        Workers stopping = workers;
        if (stopping == null) {
            return;
        }
        workers = null;
        wake();
        try {
            boolean ended = stopping.loop().join(LAST_ATTEMPTS);
            stopping.threads().shutdown();
            if (!ended || !stopping.threads().awaitTermination(LAST_ATTEMPTS.toSeconds(), TimeUnit.SECONDS)) {
                log.warn("Deliveries to webhooks are cut off; they go again when their lease ends");
                stopping.threads().shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return workers != null;
    }

    private void run() {
        try {
            for (Workers current = workers; current != null; current = workers) {
                if (begin(current.threads()) == 0) {
                    var _ = wakeUps.tryAcquire(POLL.toNanos(), TimeUnit.NANOSECONDS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Begins as many attempts as there is room for; how many. */
    private int begin(ExecutorService threads) throws InterruptedException {
        int room = free.availablePermits();
        if (room == 0) {
            return 0;
        }
        try {
            List<Outgoing> attempts = table.claim(room, turns.busyWebhooks(), turns.busyHosts(), WebhookSending.LEASE);
            for (Outgoing attempt : attempts) {
                free.acquire();
                turns.begin(attempt);
                threads.execute(() -> attempt(attempt));
            }
            return attempts.size();
        } catch (DataAccessException | TransactionException e) {
            log.warn(
                    "Due deliveries to webhooks can't be read; trying again in {} s: {}",
                    PAUSE.toSeconds(),
                    e.getMessage());
            Thread.sleep(PAUSE);
            return 0;
        }
    }

    private void attempt(Outgoing attempt) {
        boolean answered = false;
        try {
            answered = sending.attempt(attempt);
        } catch (RuntimeException e) {
            log.error(
                    "Attempt {} at delivery {} broke off; it goes again when its lease ends",
                    attempt.attempt(),
                    attempt.deliveryId(),
                    e);
        } finally {
            turns.end(attempt, answered);
            free.release();
            wake();
        }
    }

    private record Workers(Thread loop, ExecutorService threads) {}
}
