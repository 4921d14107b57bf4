package io.taskstream.reminder.firing;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of {@code taskstream.reminder.firing}.
 *
 * @param batchSize reminders fired in one transaction, at most
 * @param maxPerSecond reminders that one instance fires in a second, at most: after an outage consumers get a stream,
 *     not a flood
 * @param sweepInterval how often all reminders are looked at; in between only those that came due since the last
 *     look are, and a little before
 */
@ConfigurationProperties("taskstream.reminder.firing")
record FiringProperties(
        @DefaultValue("500") int batchSize,
        @DefaultValue("5000") int maxPerSecond,
        @DefaultValue("5s") Duration sweepInterval) {

    FiringProperties {
        if (batchSize < 1 || maxPerSecond < 1) {
            throw new IllegalArgumentException("batch-size and max-per-second must be at least 1");
        }
    }
}
