package io.taskstream.notification.delivery;

import io.taskstream.notification.channels.Channel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** One channel's deliveries: claims no more than the channel takes at a time, and the next as soon as one has ended. */
final class Lane {
    private static final Logger log = LoggerFactory.getLogger(Lane.class);
    /** Retries come due without anybody waking us, and so does what another instance has left behind. */
    private static final Duration POLL = Duration.ofMillis(500);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Channel channel;
    private final DeliveryTable table;
    private final Delivery delivery;
    private final Semaphore free;
    private final ExecutorService threads;
    private final Thread loop;
    private final Semaphore wakeUps = new Semaphore(0);
    private volatile boolean running = true;

    Lane(Channel channel, DeliveryTable table, Delivery delivery) {
        this.channel = channel;
        this.table = table;
        this.delivery = delivery;
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
                if (begin() == 0) {
                    var _ = wakeUps.tryAcquire(POLL.toNanos(), TimeUnit.NANOSECONDS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Begins as many attempts as there is room for; how many. */
    private int begin() throws InterruptedException {
        int room = free.availablePermits();
        if (room == 0) {
            return 0;
        }
        try {
            List<Attempt> attempts = table.claim(channel.name(), room, Delivery.LEASE);
            for (Attempt attempt : attempts) {
                free.acquire();
                threads.execute(() -> deliver(attempt));
            }
            return attempts.size();
        } catch (DataAccessException | TransactionException e) {
            log.warn(
                    "Due deliveries over {} can't be read; trying again in {} s: {}",
                    channel.name(),
                    PAUSE.toSeconds(),
                    e.getMessage());
            Thread.sleep(PAUSE);
            return 0;
        }
    }

    private void deliver(Attempt attempt) {
        try {
            delivery.attempt(channel, attempt);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.error(
                    "Attempt {} at notification {} broke off; it goes again when its lease ends",
                    attempt.number(),
                    attempt.message().notificationId(),
                    e);
        } finally {
            free.release();
            wake();
        }
    }
}
