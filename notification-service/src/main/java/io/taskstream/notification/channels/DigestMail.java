package io.taskstream.notification.channels;

import java.net.URI;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One mail with all reminders of an hour or a day. */
final class DigestMail {
    private static final int TITLE_LENGTH = 200;
    private static final Words BODY = Words.html("digest");

    private DigestMail() {}

    /** @param unsubscribeLink ends mails of this kind without a login; null where there is no public address */
    static Mail of(Content.Digest digest, ZoneId zone, @Nullable URI unsubscribeLink) {
        List<DigestItem> items = digest.reminders().stream()
                .map(reminder -> DigestItem.of(reminder, zone, TITLE_LENGTH))
                .toList();
        return new Mail(DigestItem.headline(digest), BODY.with(new Body(items, digest.more(), unsubscribeLink)));
    }

    private record Body(
            List<DigestItem> items, int more, @Nullable URI unsubscribeLink) {}
}
