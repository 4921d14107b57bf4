package io.taskstream.notification.notifications;

import com.github.f4b6a3.uuid.UuidCreator;
import io.taskstream.contracts.NotificationOutcome;
import io.taskstream.contracts.ReminderDue;
import io.taskstream.eventing.outbox.Outbox;
import io.taskstream.eventing.trace.CauseTrace;
import io.taskstream.notification.channels.Channels;
import io.taskstream.notification.channels.Content;
import io.taskstream.notification.preferences.ChannelName;
import io.taskstream.notification.preferences.Settings;
import io.taskstream.notification.preferences.Subscribable;
import io.taskstream.notification.preferences.UserPreferences;
import java.util.List;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Makes notifications, within the transaction of what calls for them. */
@Component
public class NewNotifications {
    /** Why no mail goes out to who wants none. */
    public static final String UNSUBSCRIBED =
            "you have unsubscribed from mails about reminders: PUT /api/preferences with \"unsubscribed\": []";

    private static final String NO_CHANNEL =
            "you want reminders over no channel: PUT /api/preferences with other \"channels\"";

    private final NotificationTable table;
    private final UserPreferences preferences;
    private final Channels installed;
    private final Outbox outbox;
    private final ApplicationEventPublisher facts;

    NewNotifications(
            NotificationTable table,
            UserPreferences preferences,
            Channels installed,
            Outbox outbox,
            ApplicationEventPublisher facts) {
        this.table = table;
        this.preferences = preferences;
        this.installed = installed;
        this.outbox = outbox;
        this.facts = facts;
    }

    /** One for each channel over which the user wants a reminder; once, however often its event comes. */
    void store(UUID eventId, ReminderDue reminder) {
        Settings settings = preferences.of(reminder.userId()).settings();
        List<ChannelName> channels = settings.channelsOf(reminder.notificationMethod());
        if (channels.isEmpty()) {
            suppress(eventId, reminder, ChannelName.of(reminder.notificationMethod()), NO_CHANNEL);
        }
        for (ChannelName channel : channels) {
            if (!installed.has(channel.text())) {
                suppress(eventId, reminder, channel, "this installation has no channel " + channel.text());
            } else if (channel != ChannelName.EMAIL) {
                deliver(eventId, reminder, channel);
            } else if (!settings.takesMailsOf(Subscribable.REMINDER)) {
                suppress(eventId, reminder, channel, UNSUBSCRIBED);
            } else if (settings.digest() != null) {
                collect(eventId, reminder, settings);
            } else {
                deliver(eventId, reminder, channel);
            }
        }
    }

    /** One that comes from no event. */
    @Transactional(propagation = Propagation.MANDATORY)
    public UUID store(String userId, ChannelName channel, Content content) {
        UUID id = newId();
        table.insert(id, userId, channel, content, CauseTrace.current());
        facts.publishEvent(new NotificationStored(channel.text()));
        return id;
    }

    private void deliver(UUID eventId, ReminderDue reminder, ChannelName channel) {
        if (table.insert(newId(), eventId, reminder, channel, Begin.NOW, null, CauseTrace.current())) {
            facts.publishEvent(new NotificationStored(channel.text()));
        }
    }

    private void collect(UUID eventId, ReminderDue reminder, Settings settings) {
        UUID id = newId();
        if (table.insert(
                id,
                eventId,
                reminder,
                ChannelName.EMAIL,
                Begin.WITH_DIGEST,
                "waits for the digest",
                CauseTrace.current())) {
            facts.publishEvent(new ReminderCollected(id, reminder.userId(), reminder.remindAt(), settings));
        }
    }

    private void suppress(UUID eventId, ReminderDue reminder, ChannelName channel, String reason) {
        UUID id = newId();
        if (table.insert(id, eventId, reminder, channel, Begin.NEVER, reason, CauseTrace.current())) {
            outbox.append(new NotificationOutcome(
                    id,
                    reminder.userId(),
                    reminder.taskId(),
                    reminder.reminderId(),
                    channel.text(),
                    NotificationOutcome.Status.SUPPRESSED,
                    0,
                    reason,
                    table.now(),
                    1));
        }
    }

    /** Ids grow with time: the newest are listed first by them. */
    private static UUID newId() {
        return UuidCreator.getTimeOrderedEpoch();
    }

    /** When a delivery begins. */
    enum Begin {
        NOW,
        WITH_DIGEST,
        NEVER
    }
}
