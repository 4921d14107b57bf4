package io.taskstream.notification.delivery;

import io.taskstream.contracts.Event;
import io.taskstream.notification.channels.Result;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Ten attempts within about three and a half hours: a pause of 5 s that triples up to an hour, each up to a fifth
 * shorter or longer, so that what failed together doesn't come back together.
 */
final class RetryPolicy {
    static final int ATTEMPTS = 10;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final double GROWTH = 3;
    private static final double JITTER = 0.2;

    private final RandomGenerator random;

    RetryPolicy(RandomGenerator random) {
        this.random = random;
    }

    Verdict judge(Result result, int attempt) {
        return switch (result) {
            case Result.Sent(List<Event> events) -> Verdict.sent(events);
            case Result.Refused(String reason) -> Verdict.failed(reason);
            case Result.Unsent(String reason) -> later(reason, attempt);
            case Result.Unavailable(String reason) -> later(reason, attempt);
        };
    }

    private Verdict later(String reason, int attempt) {
        return attempt < ATTEMPTS
                ? Verdict.retry(reason, pauseAfter(attempt))
                : Verdict.failed(reason + ", " + attempt + " times");
    }

    private Duration pauseAfter(int attempt) {
        double seconds =
                Math.min(FIRST_PAUSE.toSeconds() * Math.pow(GROWTH, attempt - 1.0), (double) LONGEST_PAUSE.toSeconds());
        return Duration.ofMillis((long) (seconds * 1000 * random.nextDouble(1 - JITTER, 1 + JITTER)));
    }
}
