package io.taskstream.reminder.firing;

import java.time.Instant;

/** A time in which no instance looked for what is due. */
record Outage(Instant from, Instant to) {
    boolean covers(Instant instant) {
        return !instant.isBefore(from) && !instant.isAfter(to);
    }
}
