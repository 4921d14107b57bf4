package io.taskstream.notification.webhooks;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What an attempt's end means for its delivery. */
sealed interface Verdict {
    /** The status of HTTP that it ended with; null if nobody answered. */
    @Nullable Integer responseStatus();

    record Delivered(Integer responseStatus) implements Verdict {}

    record Retry(@Nullable Integer responseStatus, String reason, Duration in) implements Verdict {}

    record Failed(@Nullable Integer responseStatus, String reason) implements Verdict {}

    /** The receiver wants no more of this webhook. */
    record Gone(Integer responseStatus) implements Verdict {}

    /** The delivery isn't to be made any more; nothing was sent, and the receiver has no part in it. */
    record Withdrawn(String reason) implements Verdict {
        @Override
        public @Nullable Integer responseStatus() {
            return null;
        }
    }
}
