package io.taskstream.reminder;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The machine's time, moved as a test wants it. */
public final class SettableClock extends Clock {
    private volatile Duration ahead = Duration.ZERO;

    /** From now on it is about that instant. */
    public void set(Instant instant) {
        ahead = Duration.between(Instant.now(), instant);
    }

    /** It is what the machine's clock says again. */
    public void reset() {
        ahead = Duration.ZERO;
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
