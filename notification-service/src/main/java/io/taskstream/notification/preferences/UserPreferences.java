package io.taskstream.notification.preferences;

import io.taskstream.eventing.outbox.Outbox;
import java.time.Instant;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Everybody's preferences. Each change gets a version of its own, and is stated as an event. */
@Component
public class UserPreferences {
    private final PreferencesTable table;
    private final Outbox outbox;
    private final ApplicationEventPublisher facts;

    UserPreferences(PreferencesTable table, Outbox outbox, ApplicationEventPublisher facts) {
        this.table = table;
        this.outbox = outbox;
        this.facts = facts;
    }

    /** As they are; defaults for who has said nothing. */
    public Preferences of(String userId) {
        return table.find(userId).orElseGet(() -> Preferences.none(userId));
    }

    /** The user has shown that an address is theirs; the same preferences if they have another one by now. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Preferences verified(String userId, AddressKind kind, String address) {
        return change(userId, current -> current.isVerified(kind) ? current : current.verified(kind, address));
    }

    /** The user wants no more mails of that kind. */
    @Transactional
    public Preferences unsubscribe(String userId, Subscribable kind) {
        return change(
                userId,
                current -> current.settings().unsubscribed().contains(kind)
                        ? current
                        : current.withSettings(current.settings().unsubscribedFrom(kind)));
    }

    /** @param change gives what it gets where there is nothing to change */
    @SuppressWarnings("ReferenceEquality") // the same again is a change too: who puts it gets a new version
    @Transactional(propagation = Propagation.MANDATORY)
    Preferences change(String userId, UnaryOperator<Preferences> change) {
        Preferences before = table.lock(userId);
        Preferences wanted = change.apply(before);
        if (wanted == before) {
            return before;
        }
        Preferences after = table.replace(wanted);
        outbox.append(after.stated(Objects.requireNonNullElse(after.updatedAt(), Instant.EPOCH)));
        for (AddressKind kind : AddressKind.values()) {
            String address = after.addressOf(kind);
            if (address != null && !after.isVerified(kind) && !address.equals(before.addressOf(kind))) {
                facts.publishEvent(new AddressNamed(userId, kind, address));
            }
        }
        return after;
    }
}
