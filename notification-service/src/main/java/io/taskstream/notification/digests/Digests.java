package io.taskstream.notification.digests;

import io.taskstream.eventing.outbox.Outbox;
import io.taskstream.notification.channels.Content;
import io.taskstream.notification.digests.DigestTable.Due;
import io.taskstream.notification.notifications.NewNotifications;
import io.taskstream.notification.preferences.ChannelName;
import io.taskstream.notification.preferences.QuietHours;
import io.taskstream.notification.preferences.Settings;
import io.taskstream.notification.preferences.Subscribable;
import io.taskstream.notification.preferences.UserPreferences;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes digests that are due, each in a transaction of its own. The table says which: whatever instance comes first
 * makes one, and what was missed is made later.
 */
@Component
class Digests {
    static final int MOST_LISTED = 100;
    private static final Logger log = LoggerFactory.getLogger(Digests.class);
    private static final int MOST_AT_ONCE = 500;
    private static final Duration KEPT = Duration.ofDays(7);

    private final DigestTable table;
    private final NewNotifications notifications;
    private final UserPreferences preferences;
    private final Outbox outbox;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Digests(
            DigestTable table,
            NewNotifications notifications,
            UserPreferences preferences,
            Outbox outbox,
            TransactionTemplate transaction,
            Clock clock) {
        this.table = table;
        this.notifications = notifications;
        this.preferences = preferences;
        this.outbox = outbox;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(
            fixedDelayString = "${taskstream.notification.digest-poll:PT5S}",
            initialDelayString = "${taskstream.notification.digest-poll:PT5S}")
    void makeDue() {
        Instant now = clock.instant();
        try {
            int made = 0;
            while (made < MOST_AT_ONCE && Boolean.TRUE.equals(transaction.execute(_ -> makeNext(now)))) {
                made++;
            }
        } catch (DataAccessException | TransactionException e) {
            log.warn("Due digests can't be made; trying again at the next look: {}", e.getMessage());
        }
    }

    /** False if none is due. */
    private boolean makeNext(Instant now) {
        Optional<Due> due = table.claim(now);
        due.ifPresent(digest -> make(digest, now));
        return due.isPresent();
    }

    private void make(Due digest, Instant now) {
        Settings settings = preferences.of(digest.userId()).settings();
        QuietHours quiet = settings.quietHours();
        Optional<Instant> quietUntil = quiet == null ? Optional.empty() : quiet.endAfter(now, settings.zone());
        if (quietUntil.isPresent()) {
            table.postpone(digest, quietUntil.get());
        } else if (!settings.takesMailsOf(Subscribable.REMINDER)) {
            outbox.append(table.dropped(digest, NewNotifications.UNSUBSCRIBED));
        } else {
            int all = table.waiting(digest);
            List<Content.Reminder> first = table.first(digest, MOST_LISTED);
            table.made(
                    digest,
                    notifications.store(
                            digest.userId(), ChannelName.EMAIL, new Content.Digest(first, all - first.size())));
        }
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT11M")
    void purge() {
        table.purge(clock.instant().minus(KEPT));
    }
}
