package io.taskstream.bench.harness;

/** Something that takes its time, such as another thread's or process' end. */
@FunctionalInterface
public interface Waiting {
    void await() throws InterruptedException;

    /** Waits where no exception may be thrown, as in {@code close()}: an interrupt ends the wait and is kept for later. */
    static void orInterrupted(Waiting waiting) {
        try {
            waiting.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
