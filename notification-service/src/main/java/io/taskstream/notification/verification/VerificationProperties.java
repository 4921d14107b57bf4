package io.taskstream.notification.verification;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of {@code taskstream.notification.verification}.
 *
 * @param validFor how long a code can be entered
 * @param tries wrong ones that a code survives, and one
 * @param pause between two codes that are asked for
 * @param codesPerHour to one user for one kind of address, changes of the address included
 */
@ConfigurationProperties("taskstream.notification.verification")
record VerificationProperties(
        @DefaultValue("15m") Duration validFor,
        @DefaultValue("5") int tries,
        @DefaultValue("1m") Duration pause,
        @DefaultValue("5") int codesPerHour) {}
