package io.taskstream.api.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The machine's time, moved as a test wants it; it goes on from there. */
public final class SettableClock extends Clock {
    private final Clock machine = Clock.systemUTC();
    private volatile Duration ahead = Duration.ZERO;

    /** From now on it is about that instant. */
    public void set(Instant now) {
        ahead = Duration.between(machine.instant(), now);
    }

    /** It is that much later than it was. */
    public void forward(Duration time) {
        ahead = ahead.plus(time);
    }

    /** It is what the machine's clock says again. */
    public void reset() {
        ahead = Duration.ZERO;
    }

    @Override
    public Instant instant() {
        return machine.instant().plus(ahead);
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
