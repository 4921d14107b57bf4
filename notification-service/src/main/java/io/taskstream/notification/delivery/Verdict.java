package io.taskstream.notification.delivery;

import io.taskstream.contracts.Event;
import io.taskstream.contracts.NotificationOutcome;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt's end means for its notification.
 *
 * @param reason null once it's sent
 * @param retryIn until the next attempt; null if there is none
 * @param events what the platform is to hear of it besides the outcome
 */
record Verdict(
        NotificationOutcome.Status status,
        @Nullable String reason,
        @Nullable Duration retryIn,
        List<Event> events) {

    static Verdict sent(List<Event> events) {
        return new Verdict(NotificationOutcome.Status.SENT, null, null, events);
    }

    static Verdict retry(String reason, Duration in) {
        return new Verdict(NotificationOutcome.Status.RETRYING, reason, in, List.of());
    }

    static Verdict failed(String reason) {
        return new Verdict(NotificationOutcome.Status.FAILED, reason, null, List.of());
    }
}
