package io.taskstream.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.taskstream.notification.PigeonPost;
import io.taskstream.notification.Platform;
import io.taskstream.notification.ServiceTest;
import io.taskstream.notification.delivery.DeliverySettings.Limit;
import io.taskstream.notification.delivery.DeliveryTable.Claim;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServiceTest
class RateLimitTests {
    private static final Duration LEASE = Duration.ofMinutes(1);
    /** A channel that nobody serves. */
    private static final String CHANNEL = "slow";

    /** So slow that no token comes back by itself while a test runs. */
    private static final double PER_SECOND = 0.001;

    @Autowired
    Platform platform;

    @Autowired
    DeliveryTable table;

    @Autowired
    ChannelLimits limits;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MeterRegistry registry;

    private final String user = Platform.newUser();

    @AfterEach
    void noLimits() {
        limits.set(CHANNEL, null);
        limits.set(PigeonPost.NAME, null);
        jdbc.sql("delete from notification where channel = ?").param(CHANNEL).update();
    }

    private void stored(String channel, int count) {
        IntStream.range(0, count).forEach(i -> platform.stored(channel, user, "Buy groceries"));
    }

    private void pass(Duration time) {
        jdbc.sql("update channel_limit set filled_at = filled_at - make_interval(secs => ?)")
                .param((double) time.toSeconds())
                .update();
    }

    private Claim claim() {
        return table.claim(CHANNEL, 10, LEASE);
    }

    @Test
    void a_burst_goes_at_once_and_the_rest_as_tokens_come_back() {
        limits.set(CHANNEL, new Limit(PER_SECOND, 3));
        stored(CHANNEL, 7);

        Claim burst = claim();
        assertThat(burst.attempts()).hasSize(3);
        assertThat(burst.cutShort()).isTrue();
        assertThat(claim().attempts()).isEmpty();

        pass(Duration.ofSeconds(1_100));
        assertThat(claim().attempts()).hasSize(1);

        // the bucket holds no more than a burst
        pass(Duration.ofDays(1));
        assertThat(claim()).satisfies(last -> {
            assertThat(last.attempts()).hasSize(3);
            assertThat(last.cutShort()).isFalse();
        });
    }

    @Test
    void tokens_stay_while_nothing_is_due() {
        limits.set(CHANNEL, new Limit(PER_SECOND, 2));
        assertThat(claim().attempts()).isEmpty();
        assertThat(claim().cutShort()).isFalse();

        stored(CHANNEL, 2);

        assertThat(claim().attempts()).hasSize(2);
    }

    @Test
    void instances_that_start_do_not_fill_the_bucket_again() {
        limits.set(CHANNEL, new Limit(PER_SECOND, 2));
        stored(CHANNEL, 4);
        assertThat(claim().attempts()).hasSize(2);

        limits.set(CHANNEL, new Limit(PER_SECOND, 2));

        assertThat(claim().attempts()).isEmpty();
    }

    @Test
    void all_instances_together_keep_to_it() {
        limits.set(CHANNEL, new Limit(PER_SECOND, 25));
        stored(CHANNEL, 100);

        List<CompletableFuture<Integer>> instances = IntStream.range(0, 4)
                .mapToObj(instance -> CompletableFuture.supplyAsync(
                        () -> IntStream.range(0, 10)
                                .map(i -> table.claim(CHANNEL, 3, LEASE)
                                        .attempts()
                                        .size())
                                .sum(),
                        task -> Thread.ofVirtual().start(task)))
                .toList();

        assertThat(instances.stream().mapToInt(CompletableFuture::join).sum()).isEqualTo(25);
    }

    @Test
    void what_is_over_the_limit_waits_its_turn_and_is_counted() {
        limits.set(PigeonPost.NAME, new Limit(PER_SECOND, 2));
        stored(PigeonPost.NAME, 5);

        await().untilAsserted(() -> assertThat(platform.outcomes(user)).hasSize(2));
        await().untilAsserted(() -> assertThat(registry.get("taskstream.notifications.limited")
                        .tag("channel", PigeonPost.NAME)
                        .counter()
                        .count())
                .isPositive());
        assertThat(platform.rows(user))
                .filteredOn(row -> row.get("status").equals("PENDING"))
                .hasSize(3)
                .allMatch(row -> row.get("attempts").equals(0));

        limits.set(PigeonPost.NAME, null);
        await().untilAsserted(() -> assertThat(platform.outcomes(user)).hasSize(5));
    }
}
