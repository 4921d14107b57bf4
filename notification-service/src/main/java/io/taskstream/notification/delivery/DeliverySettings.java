package io.taskstream.notification.delivery;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How hard providers may be pressed.
 *
 * @param limits by channel, for all instances together; a channel that isn't named has none
 */
@ConfigurationProperties("taskstream.notification")
record DeliverySettings(
        @DefaultValue Map<String, Limit> limits,
        @DefaultValue Pause circuit) {

    DeliverySettings {
        limits = Map.copyOf(limits);
    }

    /**
     * A bucket of tokens, of which every message takes one.
     *
     * @param perSecond how many come back in a second; below 1 for less than one message a second
     * @param burst how many it holds
     */
    record Limit(double perSecond, double burst) {
        Limit {
            if (!(perSecond > 0)) {
                throw new IllegalArgumentException(
                        "taskstream.notification.limits.*.per-second is " + perSecond + ": it must be above 0");
            }
            if (!(burst >= 1)) {
                throw new IllegalArgumentException(
                        "taskstream.notification.limits.*.burst is " + burst + ": it must be 1 or more");
            }
        }
    }

    /**
     * How long a provider that is down is left alone.
     *
     * @param firstPause before it is tried again with one message; doubles with every time that it is still down
     * @param longestPause what it grows to
     */
    record Pause(
            @DefaultValue("10s") Duration firstPause,
            @DefaultValue("5m") Duration longestPause) {
        Pause {
            if (!firstPause.isPositive() || longestPause.compareTo(firstPause) < 0) {
                throw new IllegalArgumentException("taskstream.notification.circuit: first-pause " + firstPause
                        + " must be above 0, and longest-pause " + longestPause + " not below it");
            }
        }
    }
}
