package io.taskstream.notification.webhooks;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it isn't: a webhook and a host have few attempts under way at a time, and a webhook that kept us waiting
 * for nothing rests for a while, longer each time. So slow receivers leave room for the others. Each instance keeps its
 * own account.
 */
final class Turns {
    /** Attempts at one webhook at a time. */
    static final int OF_WEBHOOK = 2;

    /** Attempts at one host at a time. */
    static final int OF_HOST = 4;

    private static final Duration FIRST_REST = Duration.ofSeconds(5);
    private static final Duration LONGEST_REST = Duration.ofMinutes(5);
    /** Doubled so often, the first rest is above the longest. */
    private static final int MOST_DOUBLINGS = 6;

    private final Clock clock;
    private final Map<UUID, Integer> webhooks = new HashMap<>();
    private final Map<String, Integer> hosts = new HashMap<>();
    private final Map<UUID, Rest> resting = new HashMap<>();

    Turns(Clock clock) {
        this.clock = clock;
    }

    synchronized List<UUID> busyWebhooks() {
        Instant now = clock.instant();
        // what has rested, and wasn't tried since, starts anew
        resting.values().removeIf(rest -> rest.until().plus(LONGEST_REST).isBefore(now));
        return Stream.concat(
                        full(webhooks, OF_WEBHOOK),
                        resting.entrySet().stream()
                                .filter(rest -> rest.getValue().until().isAfter(now))
                                .map(Map.Entry::getKey))
                .distinct()
                .toList();
    }

    synchronized List<String> busyHosts() {
        return full(hosts, OF_HOST).toList();
    }

    private static <K> Stream<K> full(Map<K, Integer> underWay, int most) {
        return underWay.entrySet().stream()
                .filter(entry -> entry.getValue() >= most)
                .map(Map.Entry::getKey);
    }

    synchronized void begin(Outgoing attempt) {
        webhooks.merge(attempt.webhookId(), 1, Integer::sum);
        hosts.merge(attempt.host(), 1, Integer::sum);
    }

    /** @param answered whether somebody was there, whatever they said */
    synchronized void end(Outgoing attempt, boolean answered) {
        webhooks.computeIfPresent(attempt.webhookId(), (_, count) -> count > 1 ? count - 1 : null);
        hosts.computeIfPresent(attempt.host(), (_, count) -> count > 1 ? count - 1 : null);
        if (answered) {
            resting.remove(attempt.webhookId());
        } else {
            resting.compute(attempt.webhookId(), (_, before) -> next(before));
        }
    }

    private Rest next(@Nullable Rest before) {
        int times = before == null ? 0 : Math.min(before.times() + 1, MOST_DOUBLINGS);
        Duration rest = FIRST_REST.multipliedBy(1L << times);
        return new Rest(clock.instant().plus(rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST), times);
    }

    private record Rest(Instant until, int times) {}
}
