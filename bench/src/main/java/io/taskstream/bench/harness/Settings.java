package io.taskstream.bench.harness;

import java.time.Duration;
import java.util.Optional;

/**
 * How long and how often is measured.
 *
 * @param duration of one repeat; empty: each benchmark's own
 * @param warmUp of each contender; empty: each benchmark's own
 */
public record Settings(int repeats, Optional<Duration> duration, Optional<Duration> warmUp) {
    public Duration durationOr(Duration usual) {
        return duration.orElse(usual);
    }

    public Duration warmUpOr(Duration usual) {
        return warmUp.orElse(usual);
    }
}
