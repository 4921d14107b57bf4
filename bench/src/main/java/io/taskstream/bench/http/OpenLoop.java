package io.taskstream.bench.http;

import io.taskstream.bench.platform.BenchException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Work that is due at fixed intervals, whether the earlier work is done or not. Whoever measures counts from the instant
 * at which it was due, so that a stall is felt by all that it delayed.
 *
 * @param perSecond how many are due per second
 * @param workers how many may be under way at once
 * @see <a href="https://www.scylladb.com/2021/04/22/on-coordinated-omission/">On coordinated omission</a>
 */
public record OpenLoop(int perSecond, int workers) {

    /** Does the work {@code count} times. */
    public void run(long count, Step step) throws InterruptedException {
        AtomicLong tickets = new AtomicLong();
        long interval = Duration.ofSeconds(1).toNanos() / perSecond;
        long start = System.nanoTime() + Duration.ofMillis(50).toNanos();
        try (ExecutorService threads = Executors.newFixedThreadPool(workers)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < workers; i++) {
                running.add(threads.submit(() -> {
                    for (long ticket = tickets.getAndIncrement(); ticket < count; ticket = tickets.getAndIncrement()) {
                        long due = start + ticket * interval;
                        awaitNanoTime(due);
                        step.run(due);
                    }
                    return null;
                }));
            }
            for (Future<?> worker : running) {
                worker.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof BenchException failure
                    ? failure
                    : new BenchException("The load failed: " + e.getCause(), e);
        }
    }

    private static void awaitNanoTime(long due) {
        for (long rest = due - System.nanoTime(); rest > 0; rest = due - System.nanoTime()) {
            LockSupport.parkNanos(rest);
        }
    }

    /** Work that was due at that {@link System#nanoTime()}. */
    @FunctionalInterface
    public interface Step {
        void run(long due) throws Exception;
    }
}
