package io.taskstream.notification.notifications;

import io.taskstream.api.paging.Cursor;
import io.taskstream.api.paging.Page;
import io.taskstream.api.paging.PageRequest;
import io.taskstream.api.security.Caller;
import java.util.List;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** One's own notifications, newest first. */
@RestController
class NotificationController {
    private static final UUID LAST = new UUID(-1, -1);

    private final NotificationRepository notifications;

    NotificationController(NotificationRepository notifications) {
        this.notifications = notifications;
    }

    @GetMapping("/api/notifications")
    Page<NotificationView> list(Caller caller, PageRequest page) {
        UUID before = page.after(2).map(id -> new UUID(id[0], id[1])).orElse(LAST);
        List<NotificationView> found = notifications
                .findByUserIdAndNotificationIdLessThanOrderByNotificationIdDesc(
                        caller.userId(), before, Limit.of(page.fetch()))
                .stream()
                .map(Notification::view)
                .toList();
        return Page.of(page, found, NotificationController::position, notification -> notification);
    }

    private static Cursor position(NotificationView notification) {
        UUID id = notification.notificationId();
        return Cursor.after(id.getMostSignificantBits(), id.getLeastSignificantBits());
    }
}
