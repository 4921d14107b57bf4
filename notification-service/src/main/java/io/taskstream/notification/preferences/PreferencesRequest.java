package io.taskstream.notification.preferences;

import io.taskstream.contracts.Weekday;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Preferences as they are to be. What is left out is as for somebody who has said nothing, with one exception: who has
 * unsubscribed stays so until they say otherwise.
 */
record PreferencesRequest(
        @Nullable EmailAddress email,
        @Nullable PhoneNumber phone,
        @Nullable TimeZoneName timeZone,
        @Nullable QuietHours quietHours,
        @Size(min = 1, max = 7) @Nullable List<@NotNull Weekday> workingDays,
        @Nullable TimeOfDay morning,
        @Size(max = 5) @Nullable List<@NotNull DefaultReminder> defaultReminders,
        @Nullable ChannelChoice channels,
        @Nullable DigestSchedule digest,
        @Size(max = 1) @Nullable List<@NotNull Subscribable> unsubscribed) {

    /** @param known addresses that need no verification */
    Preferences instead(Preferences current, Predicate<EmailAddress> known) {
        return new Preferences(
                current.userId(),
                email,
                email != null && (known.test(email) || (email.equals(current.email()) && current.emailVerified())),
                phone,
                phone != null && phone.equals(current.phone()) && current.phoneVerified(),
                current.pushTopic() == null ? PushTopic.random() : current.pushTopic(),
                new Settings(
                        Objects.requireNonNullElse(timeZone, Settings.DEFAULT.timeZone()),
                        quietHours,
                        workingDays,
                        Objects.requireNonNullElse(morning, Settings.DEFAULT.morning()),
                        Objects.requireNonNullElse(defaultReminders, List.of()),
                        Objects.requireNonNullElse(channels, ChannelChoice.AS_ASKED),
                        digest,
                        Objects.requireNonNullElse(
                                unsubscribed, current.settings().unsubscribed())),
                current.version(),
                current.updatedAt());
    }
}
