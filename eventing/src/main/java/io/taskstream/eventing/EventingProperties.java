package io.taskstream.eventing;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of {@code taskstream.eventing}.
 *
 * @param relay how the outbox is published
 * @param inboxRetention how long ids of applied events are kept; longer than any topic's retention
 * @param deadLetterRetention how long dead letters are kept after they were redriven or discarded; no shorter than the
 *     dead-letter topics' retention, or what was discarded may come back from there
 * @param redriveTime after which a request that redrives many begins no more; with the last one, shorter than callers
 *     wait
 */
@ConfigurationProperties("taskstream.eventing")
public record EventingProperties(
        @DefaultValue Relay relay,
        @DefaultValue("40d") Duration inboxRetention,
        @DefaultValue("30d") Duration deadLetterRetention,
        @DefaultValue("5s") Duration redriveTime) {

    /**
     * Settings of {@code taskstream.eventing.relay}.
     *
     * @param enabled whether this instance may publish
     * @param batchSize events in one publish call, at most
     * @param batchBytes bytes in one publish call, at most; daprd refuses requests above 4 MiB
     * @param pollInterval how often the outbox is looked at without having been woken
     * @param publishTimeout after which a publish call counts as failed
     * @param maxBackoff the longest pause between attempts while the sidecar or the broker is down
     */
    public record Relay(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("500") int batchSize,
            @DefaultValue("1048576") int batchBytes,
            @DefaultValue("25ms") Duration pollInterval,
            @DefaultValue("15s") Duration publishTimeout,
            @DefaultValue("2s") Duration maxBackoff) {}
}
