package io.taskstream.notification.delivery;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.core.IntervalFunction;
import io.taskstream.notification.channels.Result;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Spares a provider that is down, and the attempts of the messages that wait for it. Each instance finds out for itself:
 * what is broken may be its own sidecar or network.
 */
final class Circuit {
    private static final Logger log = LoggerFactory.getLogger(Circuit.class);
    /** Opens when half of the last ten attempts, and five at least, found the provider down. */
    private static final int WINDOW = 10;

    private static final int FEWEST = 5;
    private static final float HALF = 50;

    private final CircuitBreaker breaker;
    private volatile @Nullable String lastReason;

    Circuit(String channel, DeliverySettings.Pause pause, Clock clock) {
        breaker = CircuitBreaker.of(
                channel,
                CircuitBreakerConfig.custom()
                        .slidingWindow(WINDOW, FEWEST, SlidingWindowType.COUNT_BASED)
                        .failureRateThreshold(HALF)
                        .recordResult(Result.Unavailable.class::isInstance)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .waitIntervalFunctionInOpenState(
                                IntervalFunction.ofExponentialBackoff(pause.firstPause(), 2, pause.longestPause()))
                        .clock(clock)
                        .build());
        breaker.getEventPublisher()
                .onStateTransition(change -> log.warn(
                        "The circuit of {} is {} now",
                        channel,
                        change.getStateTransition().getToState()));
    }

    /** How many of so many attempts may begin; each must be {@link #ended}, or given back by {@link #release}. */
    int admit(int wanted) {
        int admitted = 0;
        while (admitted < wanted && breaker.tryAcquirePermission()) {
            admitted++;
        }
        return admitted;
    }

    /** Gives back leave for attempts that did not begin, or whose end says nothing of the provider. */
    void release(int unused) {
        for (int i = 0; i < unused; i++) {
            breaker.releasePermission();
        }
    }

    void ended(Result result) {
        switch (result) {
            // perhaps without asking the provider: somebody has no address
            case Result.Refused _ -> release(1);
            case Result.Unavailable(String reason) -> {
                lastReason = reason;
                breaker.onResult(0, TimeUnit.NANOSECONDS, result);
            }
            case Result.Sent _, Result.Unsent _ -> breaker.onResult(0, TimeUnit.NANOSECONDS, result);
        }
    }

    /** Why messages have to wait, if they have to. */
    Optional<String> waiting() {
        return state() == CircuitBreaker.State.CLOSED
                ? Optional.empty()
                : Optional.ofNullable(lastReason).map(reason -> "waiting: " + reason);
    }

    CircuitBreaker.State state() {
        return breaker.getState();
    }
}
