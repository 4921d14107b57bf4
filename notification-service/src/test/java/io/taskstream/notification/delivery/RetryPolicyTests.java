package io.taskstream.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskstream.contracts.NotificationOutcome.Status;
import io.taskstream.notification.channels.Result;
import java.time.Duration;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RetryPolicyTests {
    private final RetryPolicy policy = new RetryPolicy(new Random(7));

    private Duration pauseAfter(int attempt) {
        return Objects.requireNonNull(
                policy.judge(new Result.Unsent("it rains"), attempt).retryIn());
    }

    @Test
    void pauses_triple_from_five_seconds_to_an_hour_give_or_take_a_fifth() {
        assertThat(pauseAfter(1)).isBetween(Duration.ofMillis(4_000), Duration.ofMillis(6_000));
        assertThat(pauseAfter(2)).isBetween(Duration.ofMillis(12_000), Duration.ofMillis(18_000));
        assertThat(pauseAfter(5)).isBetween(Duration.ofSeconds(324), Duration.ofSeconds(486));
        assertThat(pauseAfter(9)).isBetween(Duration.ofMinutes(48), Duration.ofMinutes(72));
    }

    @Test
    void what_failed_together_does_not_come_back_together() {
        assertThat(LongStream.range(0, 50).mapToObj(i -> pauseAfter(3)).distinct())
                .hasSizeGreaterThan(40);
    }

    @Test
    void all_attempts_together_outlast_a_mail_server_that_is_down_for_three_hours() {
        Duration all = IntStream.range(1, RetryPolicy.ATTEMPTS)
                .mapToObj(this::pauseAfter)
                .reduce(Duration.ZERO, Duration::plus);
        assertThat(all).isBetween(Duration.ofHours(3), Duration.ofHours(4));
    }

    @Test
    void the_last_attempt_decides() {
        Verdict verdict = policy.judge(new Result.Unsent("it rains"), RetryPolicy.ATTEMPTS);
        assertThat(verdict.status()).isEqualTo(Status.FAILED);
        assertThat(verdict.retryIn()).isNull();
        assertThat(verdict.reason()).isEqualTo("it rains, 10 times");
    }

    @Test
    void a_refusal_is_not_tried_again() {
        assertThat(policy.judge(new Result.Refused("gone"), 1)).isEqualTo(Verdict.failed("gone"));
    }
}
