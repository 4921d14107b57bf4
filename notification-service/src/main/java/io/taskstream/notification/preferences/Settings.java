package io.taskstream.notification.preferences;

import io.taskstream.contracts.NotificationMethod;
import io.taskstream.contracts.Weekday;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When and how a user wants to hear of things. What a kept document lacks is as for somebody who has said nothing.
 *
 * @param timeZone in which times of day are meant
 * @param quietHours null for none
 * @param workingDays null for any day
 * @param morning when the user's day begins
 * @param defaultReminders of a task with a due date for which none are asked for
 * @param digest null for a mail for each reminder
 * @param unsubscribed what the user wants no mails about any more
 */
public record Settings(
        TimeZoneName timeZone,
        @Nullable QuietHours quietHours,
        @Nullable List<Weekday> workingDays,
        TimeOfDay morning,
        List<DefaultReminder> defaultReminders,
        ChannelChoice channels,
        @Nullable DigestSchedule digest,
        List<Subscribable> unsubscribed) {
    static final TimeOfDay MORNING = new TimeOfDay("08:00");

    static final Settings DEFAULT =
            new Settings(TimeZoneName.UTC, null, null, MORNING, List.of(), ChannelChoice.AS_ASKED, null, List.of());

    public Settings {
        timeZone = Objects.requireNonNullElse(timeZone, TimeZoneName.UTC);
        morning = Objects.requireNonNullElse(morning, MORNING);
        channels = Objects.requireNonNullElse(channels, ChannelChoice.AS_ASKED);
        workingDays = workingDays == null ? null : distinct(workingDays);
        defaultReminders = distinct(defaultReminders);
        unsubscribed = distinct(unsubscribed);
    }

    private static <T> List<T> distinct(@Nullable List<T> list) {
        return list == null ? List.of() : list.stream().distinct().toList();
    }

    public ZoneId zone() {
        return timeZone.zone();
    }

    /** The channels over which the user wants a reminder that asks for a method; none if the user wants none. */
    public List<ChannelName> channelsOf(NotificationMethod asked) {
        List<ChannelName> chosen = channels.reminder();
        return chosen == null ? List.of(ChannelName.of(asked)) : chosen;
    }

    /** Whether mails of that kind may be sent. */
    public boolean takesMailsOf(Subscribable kind) {
        return !unsubscribed.contains(kind);
    }

    Settings unsubscribedFrom(Subscribable kind) {
        return new Settings(
                timeZone,
                quietHours,
                workingDays,
                morning,
                defaultReminders,
                channels,
                digest,
                Stream.concat(unsubscribed.stream(), Stream.of(kind)).toList());
    }
}
