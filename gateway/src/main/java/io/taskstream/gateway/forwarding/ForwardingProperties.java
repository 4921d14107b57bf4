package io.taskstream.gateway.forwarding;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of {@code taskstream.forwarding}.
 *
 * @param connectTimeout for a new connection to a service; then it counts as down
 * @param leaseTimeout for a connection to become free when all are in use
 * @param responseTimeout for the next byte of a service's answer
 * @param maxConnections to one service
 * @param idleTimeout after which a kept connection isn't used again; shorter than what services keep theirs
 */
@ConfigurationProperties("taskstream.forwarding")
record ForwardingProperties(
        @DefaultValue("1s") Duration connectTimeout,
        @DefaultValue("2s") Duration leaseTimeout,
        @DefaultValue("15s") Duration responseTimeout,
        @DefaultValue("128") int maxConnections,
        @DefaultValue("30s") Duration idleTimeout) {}
