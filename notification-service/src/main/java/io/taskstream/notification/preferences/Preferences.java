package io.taskstream.notification.preferences;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.taskstream.contracts.PreferencesChanged;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where and when a user wants to be reached, as the API shows it.
 *
 * @param email null until the user has said
 * @param emailVerified whether anything but a code is sent there
 * @param pushTopic on which the user's push messages go; whoever knows it can read them. Null until it is made
 * @param version its ETag; 0 until the user has said anything
 */
public record Preferences(
        String userId,
        @Nullable EmailAddress email,
        boolean emailVerified,
        @Nullable PhoneNumber phone,
        boolean phoneVerified,
        @Nullable String pushTopic,
        @JsonUnwrapped Settings settings,
        long version,
        @Nullable Instant updatedAt) {

    static Preferences none(String userId) {
        return new Preferences(userId, null, false, null, false, null, Settings.DEFAULT, 0, null);
    }

    Preferences withPushTopic(String topic) {
        return new Preferences(userId, email, emailVerified, phone, phoneVerified, topic, settings, version, updatedAt);
    }

    Preferences withSettings(Settings other) {
        return new Preferences(
                userId, email, emailVerified, phone, phoneVerified, pushTopic, other, version, updatedAt);
    }

    /** The same with an address proven, if it is still the user's. */
    Preferences verified(AddressKind kind, String address) {
        if (!address.equals(addressOf(kind))) {
            return this;
        }
        return new Preferences(
                userId,
                email,
                emailVerified || kind == AddressKind.EMAIL,
                phone,
                phoneVerified || kind == AddressKind.PHONE,
                pushTopic,
                settings,
                version,
                updatedAt);
    }

    /** The user's address of that kind; null if there is none. */
    public @Nullable String addressOf(AddressKind kind) {
        return switch (kind) {
            case EMAIL -> email == null ? null : email.text();
            case PHONE -> phone == null ? null : phone.text();
        };
    }

    public boolean isVerified(AddressKind kind) {
        return switch (kind) {
            case EMAIL -> emailVerified;
            case PHONE -> phoneVerified;
        };
    }

    PreferencesChanged stated(Instant at) {
        QuietHours quiet = settings.quietHours();
        return new PreferencesChanged(
                userId,
                settings.zone(),
                quiet == null
                        ? null
                        : new PreferencesChanged.QuietHours(
                                quiet.start().time(), quiet.end().time()),
                settings.workingDays(),
                settings.morning().time(),
                settings.defaultReminders().stream()
                        .map(DefaultReminder::stated)
                        .toList(),
                at,
                version);
    }
}
