package io.taskstream.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Ends processes: asks first, and insists when the answer takes too long. */
final class Termination {
    private static final long POLL_MILLIS = 20;

    private Termination() {}

    /**
     * Ends a process and waits for it, whatever happens to the waiting thread.
     *
     * @return whether it ended by itself within the grace period
     */
    static boolean end(ProcessHandle process, StopSignal signal, Duration grace) {
        signal.send(process);
        if (awaitEnd(process, grace)) {
            return true;
        }
        process.destroyForcibly();
        awaitEnd(process, Duration.ofSeconds(10));
        return false;
    }

    static boolean awaitEnd(ProcessHandle process, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        boolean interrupted = false;
        try {
            while (isRunning(process)) {
                if (System.nanoTime() > deadline) {
                    return false;
                }
                try {
                    TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            return true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Like {@link ProcessHandle#isAlive}, but a process that nobody has buried yet counts as dead. */
    static boolean isRunning(ProcessHandle process) {
        if (!process.isAlive()) {
            return false;
        }
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException e) {
            return process.isAlive();
        }
    }
}
