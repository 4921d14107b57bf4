package io.taskstream.notification.preferences;

import java.net.URI;
import java.util.Optional;

/** Ways out for people who want no more messages. */
@FunctionalInterface
public interface UnsubscribeLinks {
    /** A link that ends a user's mails without login, if this installation has a public address. */
    Optional<URI> unsubscribeLink(String userId);
}
