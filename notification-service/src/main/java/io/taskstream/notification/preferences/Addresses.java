package io.taskstream.notification.preferences;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Where users can be reached: only at addresses that are known to be theirs. */
@Component
public class Addresses {
    private static final String USER_ID = "{user_id}";
    private static final String VERIFY = " is not verified: POST /api/preferences/verify with the code that was sent"
            + " there; POST /api/preferences/verification sends another";

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
        Optional<Preferences> said = preferences.find(userId);
        Optional<EmailAddress> named = said.map(Preferences::email);
        if (named.isPresent() && !said.map(Preferences::emailVerified).orElse(false)) {
            return new Reachable.Not<>("the email address" + VERIFY);
        }
        return reachable(named.or(() -> byDefault(userId)), "no email address: PUT /api/preferences");
    }

    /** The number to which a user's text messages go. */
    public Reachable<PhoneNumber> phone(String userId) {
        Optional<Preferences> said = preferences.find(userId);
        Optional<PhoneNumber> named = said.map(Preferences::phone);
        if (named.isPresent() && !said.map(Preferences::phoneVerified).orElse(false)) {
            return new Reachable.Not<>("the phone number" + VERIFY);
        }
        return reachable(named, "no phone number: PUT /api/preferences");
    }

    /** The topic on which a user's push messages go. */
    public Reachable<String> pushTopic(String userId) {
        return reachable(preferences.find(userId).map(Preferences::pushTopic), "no push topic: PUT /api/preferences");
    }

    /** Whether the installation vouches that this is the user's address. */
    boolean isDefaultOf(String userId, EmailAddress email) {
        return byDefault(userId).filter(email::equals).isPresent();
    }

    private static <A> Reachable<A> reachable(Optional<A> address, String otherwise) {
        return address.<Reachable<A>>map(Reachable.At::new).orElseGet(() -> new Reachable.Not<>(otherwise));
    }

    private Optional<EmailAddress> byDefault(String userId) {
        return Optional.ofNullable(defaultEmail)
                .map(pattern -> pattern.replace(USER_ID, userId))
                .filter(EmailAddress::valid)
                .map(EmailAddress::new);
    }
}
