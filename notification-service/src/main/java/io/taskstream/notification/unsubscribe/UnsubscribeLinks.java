package io.taskstream.notification.unsubscribe;

import io.taskstream.notification.preferences.Subscribable;
import io.taskstream.notification.signing.PublicLinks;
import io.taskstream.notification.signing.Signatures;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Links that end mails of a kind. They work as long as the installation's secret stays: mails are kept for years. */
@Component
public class UnsubscribeLinks {
    static final String PATH = "/api/unsubscribe/";
    private static final String PURPOSE = "unsubscribe";

    private final Signatures signatures;
    private final PublicLinks links;

    UnsubscribeLinks(Signatures signatures, PublicLinks links) {
        this.signatures = signatures;
        this.links = links;
    }

    /** The link for a mail to that user; empty where nobody has said how this installation is reached. */
    public Optional<URI> of(String userId, Subscribable kind) {
        return links.to(PATH + token(userId, kind));
    }

    String token(String userId, Subscribable kind) {
        return signatures.token(PURPOSE, userId, kind.name());
    }

    /** What a token is for; empty unless it is one of ours. */
    Optional<Unsubscription> read(String token) {
        return signatures.open(PURPOSE, token).flatMap(UnsubscribeLinks::unsubscription);
    }

    private static Optional<Unsubscription> unsubscription(List<String> parts) {
        return Arrays.stream(Subscribable.values())
                .filter(kind -> parts.size() == 2 && kind.name().equals(parts.get(1)))
                .map(kind -> new Unsubscription(parts.getFirst(), kind))
                .findFirst();
    }

    /** Who wants no more mails, and about what. */
    record Unsubscription(String userId, Subscribable kind) {}
}
