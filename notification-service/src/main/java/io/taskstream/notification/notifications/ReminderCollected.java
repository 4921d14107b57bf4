package io.taskstream.notification.notifications;

import io.taskstream.notification.preferences.Settings;
import java.time.Instant;
import java.util.UUID;

/** A reminder waits for a digest. Published within the transaction that stores it. */
public record ReminderCollected(UUID notificationId, String userId, Instant remindAt, Settings settings) {}
