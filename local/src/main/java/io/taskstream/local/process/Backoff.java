package io.taskstream.local.process;

import java.time.Duration;

/** The pause before the next start: doubled by each failure in a row, back to the first after a long run. */
final class Backoff {
    static final Duration FIRST = Duration.ofSeconds(1);
    static final Duration LONGEST = Duration.ofSeconds(10);
    static final Duration LONG_RUN = Duration.ofSeconds(30);

    private Duration next = FIRST;

    /** @param ran how long the process that just ended had run */
    Duration afterRunOf(Duration ran) {
        if (ran.compareTo(LONG_RUN) >= 0) {
            next = FIRST;
        }
        Duration pause = next;
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
        return pause;
    }
}
