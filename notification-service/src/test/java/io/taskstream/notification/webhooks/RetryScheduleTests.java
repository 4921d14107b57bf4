package io.taskstream.notification.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskstream.notification.webhooks.http.Answer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryScheduleTests {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-01-27T12:00:00Z"), ZoneOffset.UTC);

    private final RetrySchedule schedule = new RetrySchedule(new Random(7), NOON);

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 299})
    void any_2xx_is_a_delivery(int status) {
        assertThat(schedule.judge(new Answer.Answered(status, null), 1)).isEqualTo(new Verdict.Delivered(status));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 400, 401, 404, 409, 429, 500, 503})
    void anything_else_is_tried_again(int status) {
        assertThat(schedule.judge(new Answer.Answered(status, null), 1)).isInstanceOf(Verdict.Retry.class);
    }

    @Test
    void a_410_is_the_end_of_the_webhook() {
        assertThat(schedule.judge(new Answer.Answered(410, null), 3)).isEqualTo(new Verdict.Gone(410));
    }

    @Test
    void pauses_grow_from_seconds_to_a_day_each_a_bit_longer_by_chance() {
        List<Duration> least = List.of(
                Duration.ofSeconds(5),
                Duration.ofMinutes(5),
                Duration.ofMinutes(30),
                Duration.ofHours(2),
                Duration.ofHours(5),
                Duration.ofHours(10),
                Duration.ofHours(14),
                Duration.ofHours(20),
                Duration.ofHours(24));
        for (int round = 1; round <= least.size(); round++) {
            Duration pause = least.get(round - 1);
            assertThat(pauseAfter(round, null))
                    .isBetween(pause, pause.multipliedBy(6).dividedBy(5));
        }
        assertThat(IntStream.range(0, 20).mapToObj(i -> pauseAfter(3, null)).distinct())
                .hasSizeGreaterThan(10);
    }

    @Test
    void the_last_attempt_has_failed_for_good_and_says_why() {
        assertThat(schedule.judge(new Answer.Unanswered("no connection"), RetrySchedule.ATTEMPTS))
                .isEqualTo(new Verdict.Failed(null, "no connection, at the last of 10 attempts"));
        assertThat(schedule.judge(new Answer.Answered(302, null), RetrySchedule.ATTEMPTS))
                .isEqualTo(new Verdict.Failed(
                        302, "it answered 302: redirects are not followed, at the last of 10 attempts"));
    }

    @ParameterizedTest
    @CsvSource({
        "120, PT2M",
        "'Tue, 27 Jan 2026 12:10:00 GMT', PT10M",
        // at most a day
        "999999999, PT24H",
        "'Fri, 27 Jan 2090 12:10:00 GMT', PT24H",
        // shorter than the pause that is due anyway, or nothing that can be read
        "1, PT5S",
        "0, PT5S",
        "-5, PT5S",
        "soon, PT5S",
        "99999999999999999999, PT5S",
        "'Tue, 27 Jan 2026 11:00:00 GMT', PT5S"
    })
    void a_receiver_may_ask_for_a_longer_pause(String retryAfter, Duration least) {
        assertThat(pauseAfter(1, retryAfter)).isBetween(least, least.plusSeconds(1));
    }

    private Duration pauseAfter(int round, @Nullable String retryAfter) {
        return ((Verdict.Retry) Objects.requireNonNull(schedule.judge(new Answer.Answered(503, retryAfter), round)))
                .in();
    }
}
