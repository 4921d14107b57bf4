package io.taskstream.bench.drain;

import io.taskstream.bench.harness.Contender;
import io.taskstream.bench.harness.Measurement;
import java.time.Duration;

/** A contender that does all that is due, as fast as it can. */
abstract class Drain implements Contender {
    private final String name;
    private final Duration warmUp;

    Drain(String name, Duration warmUp) {
        this.name = name;
        this.warmUp = warmUp;
    }

    @Override
    public String name() {
        return name;
    }

    /** Once at least. */
    @Override
    public void warmUp() throws Exception {
        long end = System.nanoTime() + warmUp.toNanos();
        do {
            measure();
        } while (System.nanoTime() < end);
    }

    @Override
    public abstract Measurement measure() throws Exception;
}
