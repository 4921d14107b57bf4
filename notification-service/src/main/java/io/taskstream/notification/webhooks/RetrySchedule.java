package io.taskstream.notification.webhooks;

import io.taskstream.notification.webhooks.http.Answer;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Ten attempts within a bit more than three days, with the pauses that Standard Webhooks suggests; each up to a fifth
 * longer, so that what failed together doesn't come back together. A receiver may ask for a longer pause.
 *
 * @see <a href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard
 *     Webhooks, deliverability and reliability</a>
 */
final class RetrySchedule {
    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));

    static final int ATTEMPTS = PAUSES.size() + 1;
    private static final Duration LONGEST_WISH = Duration.ofHours(24);
    private static final double JITTER = 0.2;
    private static final int GONE = 410;
    private static final int MOST_DIGITS = 9;

    private final RandomGenerator random;
    private final Clock clock;

    RetrySchedule(RandomGenerator random, Clock clock) {
        this.random = random;
        this.clock = clock;
    }

    /** @param round 1 for the first attempt */
    Verdict judge(Answer answer, int round) {
        return switch (answer) {
            case Answer.Answered answered
            when answered.status() >= 200 && answered.status() < 300 -> new Verdict.Delivered(answered.status());
            case Answer.Answered answered when answered.status() == GONE -> new Verdict.Gone(answered.status());
            case Answer.Answered answered ->
                failed(answered.status(), reason(answered.status()), round, wish(answered.retryAfter()));
            case Answer.Unanswered(String reason) -> failed(null, reason, round, Duration.ZERO);
        };
    }

    private static String reason(int status) {
        return status >= 300 && status < 400
                ? "it answered " + status + ": redirects are not followed"
                : "it answered " + status;
    }

    private Verdict failed(@Nullable Integer status, String reason, int round, Duration wish) {
        if (round >= ATTEMPTS) {
            return new Verdict.Failed(status, reason + ", at the last of " + ATTEMPTS + " attempts");
        }
        Duration pause = PAUSES.get(round - 1);
        Duration longer = pause.compareTo(wish) >= 0 ? pause : wish;
        return new Verdict.Retry(
                status, reason, longer.plusMillis((long) (pause.toMillis() * random.nextDouble(0, JITTER))));
    }

    /** The pause that a Retry-After asks for, in seconds or as a date; none if it can't be read. */
    private Duration wish(@Nullable String retryAfter) {
        if (retryAfter == null) {
            return Duration.ZERO;
        }
        Duration wish;
        if (retryAfter.matches("\\d{1," + MOST_DIGITS + "}")) {
            wish = Duration.ofSeconds(Long.parseLong(retryAfter));
        } else {
            try {
                wish = Duration.between(
                        clock.instant(), ZonedDateTime.parse(retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME));
            } catch (DateTimeException e) {
                return Duration.ZERO;
            }
        }
        return wish.compareTo(LONGEST_WISH) > 0 ? LONGEST_WISH : wish.isNegative() ? Duration.ZERO : wish;
    }
}
