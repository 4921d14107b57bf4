package io.taskstream.bench.harness;

import java.time.Duration;

/** A contender that warms up by doing what it does when it is measured, over and over. */
public abstract class WarmedByRepeats implements Contender {
    private final String name;
    private final Duration warmUp;

    protected WarmedByRepeats(String name, Duration warmUp) {
        this.name = name;
        this.warmUp = warmUp;
    }

    @Override
    public final String name() {
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
}
