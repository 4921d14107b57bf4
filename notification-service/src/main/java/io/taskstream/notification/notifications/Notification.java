package io.taskstream.notification.notifications;

import io.taskstream.notification.channels.NotificationKind;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A notification as it is read; deliveries write it with SQL of their own. */
@Entity
@Immutable
class Notification {
    @Id
    private UUID notificationId;

    @SuppressWarnings("UnusedVariable") // asked for in queries
    private String userId;

    private @Nullable Long taskId;
    private @Nullable Long reminderId;

    @Enumerated(EnumType.STRING)
    private NotificationKind kind;

    private String channel;

    @Enumerated(EnumType.STRING)
    private NotificationStatus status;

    private int attempts;
    private @Nullable String reason;
    private Instant createdAt;
    private @Nullable Instant sentAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills them in
    Notification() {}

    /** How the API shows it. */
    NotificationView view() {
        return new NotificationView(
                notificationId, kind, taskId, reminderId, channel, status, attempts, reason, createdAt, sentAt);
    }
}
