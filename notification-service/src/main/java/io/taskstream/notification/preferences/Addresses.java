package io.taskstream.notification.preferences;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Where users can be reached. */
@Component
public class Addresses {
    private static final String USER_ID = "{user_id}";

    private final PreferencesTable preferences;
    private final @Nullable String defaultEmail;

    /**
     * @param defaultEmail for users who have named no address, with {@code {user_id}} in it where all addresses follow
     *     from the user's id; unset, such users get no mail
     */
    Addresses(
            PreferencesTable preferences,
            @Value("${taskstream.notification.default-email:#{null}}") @Nullable String defaultEmail) {
        this.preferences = preferences;
        this.defaultEmail = defaultEmail;
    }

    /** The address to which a user's mail goes. */
    public Reachable<EmailAddress> email(String userId) {
        return preferences
                .find(userId)
                .map(Preferences::email)
                .or(() -> byDefault(userId))
                .<Reachable<EmailAddress>>map(Reachable.At::new)
                .orElseGet(() -> new Reachable.Not<>("no email address: PUT /api/preferences"));
    }

    /** The ntfy topic that a user's devices listen to, if there is one. */
    public Optional<String> pushTopic(String userId) {
        return preferences.pushTopic(userId);
    }

    /** A user's telephone number as E.164 has it, if there is one. */
    public Optional<String> phone(String userId) {
        return preferences.phone(userId);
    }

    private Optional<EmailAddress> byDefault(String userId) {
        return Optional.ofNullable(defaultEmail)
                .map(pattern -> pattern.replace(USER_ID, userId))
                .filter(EmailAddress::valid)
                .map(EmailAddress::new);
    }
}
