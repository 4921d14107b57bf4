package io.taskstream.notification.channels;

import java.time.Instant;
import java.util.UUID;

/**
 * What a person is to hear: that the time of a reminder has come.
 *
 * @param notificationId the same for every attempt
 * @param late whether it comes noticeably after {@code remindAt}, as after an outage
 */
public record Message(UUID notificationId, String userId, String taskTitle, Instant remindAt, boolean late) {}
