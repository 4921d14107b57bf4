package io.taskstream.notification.digests;

import io.taskstream.eventing.outbox.Outbox;
import io.taskstream.notification.channels.NotificationKind;
import io.taskstream.notification.notifications.NotificationSettled;
import io.taskstream.notification.notifications.ReminderCollected;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Puts reminders into the digests they belong to, and lets them share what becomes of those. */
@Component
class Collecting {
    /** What rings at the end of a window is on its way for a moment. */
    static final Duration ON_THE_WAY = Duration.ofSeconds(30);

    private final DigestTable table;
    private final Outbox outbox;
    private final Clock clock;

    Collecting(DigestTable table, Outbox outbox, Clock clock) {
        this.table = table;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** By when it was to ring; what comes after its digest was made goes with the next. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(ReminderCollected reminder) {
        Instant now = clock.instant();
        Instant end = Windows.endAfter(reminder.remindAt(), reminder.settings());
        if (!end.plus(ON_THE_WAY).isAfter(now)) {
            end = Windows.endAfter(now, reminder.settings());
        }
        while (!table.open(reminder.userId(), end, end.plus(ON_THE_WAY))) {
            end = Windows.endAfter(end, reminder.settings());
        }
        table.put(reminder.notificationId(), end);
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(NotificationSettled settled) {
        if (settled.kind() == NotificationKind.DIGEST) {
            outbox.append(table.settle(settled.notificationId(), settled.status(), settled.reason()));
        }
    }
}
