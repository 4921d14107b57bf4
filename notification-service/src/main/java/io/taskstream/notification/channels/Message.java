package io.taskstream.notification.channels;

import java.time.ZoneId;
import java.util.UUID;

/**
 * What a person is to hear.
 *
 * @param notificationId the same for every attempt
 * @param zone in which the person reads times
 */
public record Message(UUID notificationId, String userId, ZoneId zone, Content content) {}
