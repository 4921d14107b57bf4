package io.taskstream.bench.harness;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How long and how often is measured.
 *
 * @param duration of one repeat; empty: each benchmark's own
 * @param warmUp of each contender; empty: each benchmark's own
 * @param rate a second, of a benchmark that keeps to one; empty: its own
 */
public record Settings(int repeats, Optional<Duration> duration, Optional<Duration> warmUp, OptionalInt rate) {
    public Duration durationOr(Duration usual) {
        return duration.orElse(usual);
    }

    public Duration warmUpOr(Duration usual) {
        return warmUp.orElse(usual);
    }
}
