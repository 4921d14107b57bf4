package io.taskstream.reminder.tasks;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of {@code taskstream.reminder.tasks}.
 *
 * @param patience how long a request waits for the event of its task, at most
 * @param maxWaiters requests that may wait at the same time; more are answered at once
 */
@ConfigurationProperties("taskstream.reminder.tasks")
record TasksProperties(
        @DefaultValue("2s") Duration patience,
        @DefaultValue("16") int maxWaiters) {}
