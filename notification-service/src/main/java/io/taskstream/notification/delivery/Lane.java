package io.taskstream.notification.delivery;

import io.taskstream.notification.channels.Channel;
import io.taskstream.notification.channels.Result;
import io.taskstream.notification.delivery.DeliveryTable.Claim;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** One channel's deliveries: claims no more than the channel takes at a time, and the next as soon as one has ended. */
final class Lane {
    private static final Logger log = LoggerFactory.getLogger(Lane.class);
    /** Retries come due without anybody waking us, and so does what another instance has left behind. */
    private static final Duration POLL = Duration.ofMillis(500);

    /** A limit of a few a second must not make waves of messages. */
    private static final Duration POLL_AT_THE_LIMIT = Duration.ofMillis(50);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Channel channel;
    private final DeliveryTable table;
    private final Delivery delivery;
    private final Circuit circuit;
    private final DeliveryMetrics metrics;
    private final Semaphore free;
    private final ExecutorService threads;
    private final Thread loop;
    private final Semaphore wakeUps = new Semaphore(0);
    private volatile boolean running = true;

    Lane(Channel channel, DeliveryTable table, Delivery delivery, Circuit circuit, DeliveryMetrics metrics) {
        this.channel = channel;
        this.table = table;
        this.delivery = delivery;
        this.circuit = circuit;
        this.metrics = metrics;
        this.free = new Semaphore(channel.concurrency());
        this.threads = Executors.newFixedThreadPool(
                channel.concurrency(),
                Thread.ofPlatform().name("deliver-" + channel.name() + "-", 1).factory());
        this.loop = Thread.ofPlatform().name("lane-" + channel.name()).unstarted(this::run);
    }

    void start() {
        loop.start();
    }

    /** Looks for what is due, soon; never blocks. */
    void wake() {
        if (wakeUps.availablePermits() == 0) {
            wakeUps.release();
        }
    }

    /** Begins nothing more. */
    void stop() {
        running = false;
        wake();
    }

    /** Once stopped, waits for what is under way; false if it takes longer. */
    boolean await(Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        boolean idle = loop.join(longest)
                && free.tryAcquire(channel.concurrency(), end - System.nanoTime(), TimeUnit.NANOSECONDS);
        threads.shutdown();
        return idle;
    }

    private void run() {
        try {
            while (running) {
                Duration pause = begin();
                if (pause.isPositive()) {
                    var _ = wakeUps.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Begins as many attempts as there is room for; how long to wait for more, unless woken. */
    private Duration begin() throws InterruptedException {
        int room = circuit.admit(free.availablePermits());
        int begun = 0;
        try {
            if (room == 0) {
                circuit.waiting().ifPresent(reason -> table.explain(channel.name(), reason));
                return POLL;
            }
            Claim claim = table.claim(channel.name(), room, Delivery.LEASE);
            for (Attempt attempt : claim.attempts()) {
                free.acquire();
                threads.execute(() -> deliver(attempt));
                begun++;
            }
            if (claim.cutShort()) {
                metrics.limited(channel.name());
                return POLL_AT_THE_LIMIT;
            }
            return begun == 0 ? POLL : Duration.ZERO;
        } catch (DataAccessException | TransactionException e) {
            log.warn(
                    "Due deliveries over {} can't be read; trying again in {} s: {}",
                    channel.name(),
                    PAUSE.toSeconds(),
                    e.getMessage());
            Thread.sleep(PAUSE);
            return Duration.ZERO;
        } finally {
            circuit.release(room - begun);
        }
    }

    private void deliver(Attempt attempt) {
        AtomicBoolean ended = new AtomicBoolean();
        Consumer<Result> tellCircuit = result -> {
            ended.set(true);
            circuit.ended(result);
        };
        try {
            delivery.attempt(channel, attempt, tellCircuit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.error(
                    "Attempt {} at notification {} broke off; it goes again when its lease ends",
                    attempt.number(),
                    attempt.message().notificationId(),
                    e);
        } finally {
            if (!ended.get()) {
                circuit.release(1);
            }
            free.release();
            wake();
        }
    }
}
