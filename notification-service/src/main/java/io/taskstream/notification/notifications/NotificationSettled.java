package io.taskstream.notification.notifications;

import io.taskstream.contracts.NotificationOutcome;
import io.taskstream.notification.channels.NotificationKind;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * There will be no further attempt at a notification. Published within the transaction that records it.
 *
 * @param reason null once it's sent
 * @param at by the database's clock
 */
public record NotificationSettled(
        UUID notificationId,
        NotificationKind kind,
        NotificationOutcome.Status status,
        @Nullable String reason,
        Instant at) {}
