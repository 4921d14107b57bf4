package io.taskstream.notification.delivery;

import io.taskstream.contracts.NotificationOutcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt's end means for its notification.
 *
 * @param reason null once it's sent
 * @param retryIn until the next attempt; null if there is none
 */
record Verdict(
        NotificationOutcome.Status status,
        @Nullable String reason,
        @Nullable Duration retryIn) {

    static Verdict sent() {
        return new Verdict(NotificationOutcome.Status.SENT, null, null);
    }

    static Verdict retry(String reason, Duration in) {
        return new Verdict(NotificationOutcome.Status.RETRYING, reason, in);
    }

    static Verdict failed(String reason) {
        return new Verdict(NotificationOutcome.Status.FAILED, reason, null);
    }
}
