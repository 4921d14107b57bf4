package io.taskstream.reminder.firing;

import java.time.Duration;

/** Keeps work at a rate: a second's worth may go at once, more has to wait. Not thread-safe. */
final class Pace {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final int perSecond;
    /** When everything so far would be done at the given rate, on the scale of {@link System#nanoTime()}. */
    private long doneAt;

    Pace(int perSecond, long now) {
        this.perSecond = perSecond;
        this.doneAt = now;
    }

    /** Counts pieces of work as done; how long to wait before the next. */
    Duration after(int pieces, long now) {
        doneAt = (doneAt - now < 0 ? now : doneAt) + pieces * SECOND / perSecond;
        return Duration.ofNanos(Math.max(0, doneAt - now - SECOND));
    }
}
