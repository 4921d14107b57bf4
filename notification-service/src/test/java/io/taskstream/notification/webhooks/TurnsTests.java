package io.taskstream.notification.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TurnsTests {
    private Instant now = Instant.parse("2026-01-27T12:00:00Z");
    private final Turns turns = new Turns(((InstantSource) () -> now).withZone(ZoneOffset.UTC));
    private final UUID slow = UUID.randomUUID();

    private static Outgoing attempt(UUID webhook, String host) {
        return new Outgoing(
                UUID.randomUUID(),
                webhook,
                "https://" + host,
                host,
                WebhookStatus.ACTIVE,
                List.of("whsec_AAAA"),
                "{}",
                1,
                1,
                null);
    }

    @Test
    void a_webhook_has_two_attempts_at_a_time() {
        Outgoing first = attempt(slow, "a.example");
        turns.begin(first);
        assertThat(turns.busyWebhooks()).isEmpty();
        turns.begin(attempt(slow, "a.example"));
        assertThat(turns.busyWebhooks()).containsExactly(slow);

        turns.end(first, true);

        assertThat(turns.busyWebhooks()).isEmpty();
    }

    @Test
    void a_host_has_four_attempts_at_a_time_whoever_they_are_for() {
        List<Outgoing> attempts = List.of(
                attempt(UUID.randomUUID(), "a.example"),
                attempt(UUID.randomUUID(), "a.example"),
                attempt(UUID.randomUUID(), "a.example"),
                attempt(UUID.randomUUID(), "a.example"));
        attempts.forEach(turns::begin);
        turns.begin(attempt(UUID.randomUUID(), "b.example"));

        assertThat(turns.busyHosts()).containsExactly("a.example");
        attempts.forEach(attempt -> turns.end(attempt, true));
        assertThat(turns.busyHosts()).isEmpty();
    }

    @Test
    void who_keeps_us_waiting_for_nothing_rests_longer_each_time_until_it_answers() {
        Outgoing attempt = attempt(slow, "a.example");
        for (int seconds : new int[] {5, 10, 20, 40, 80, 160, 300, 300}) {
            turns.begin(attempt);
            turns.end(attempt, false);
            now = now.plus(Duration.ofSeconds(seconds - 1L));
            assertThat(turns.busyWebhooks()).containsExactly(slow);
            now = now.plus(Duration.ofSeconds(1));
            assertThat(turns.busyWebhooks()).isEmpty();
        }

        turns.begin(attempt);
        turns.end(attempt, true);
        assertThat(turns.busyWebhooks()).isEmpty();
        turns.end(attempt, false);
        now = now.plus(Duration.ofSeconds(5));
        assertThat(turns.busyWebhooks()).isEmpty();
    }
}
