package io.taskstream.notification.notifications;

import java.util.List;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

/** Notifications by whose they are. */
interface NotificationRepository extends Repository<Notification, UUID> {

    List<Notification> findByUserIdAndNotificationIdLessThanOrderByNotificationIdDesc(
            String userId, UUID before, Limit limit);
}
