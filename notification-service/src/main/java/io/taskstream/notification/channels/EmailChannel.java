package io.taskstream.notification.channels;

import io.taskstream.notification.preferences.Addresses;
import io.taskstream.notification.preferences.EmailAddress;
import io.taskstream.notification.preferences.Reachable;
import io.taskstream.notification.preferences.Subscribable;
import io.taskstream.notification.unsubscribe.UnsubscribeLinks;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** E-mail, over the Dapr binding {@code smtp}. */
@Component
class EmailChannel implements Channel {
    private final Addresses addresses;
    private final SmtpBinding smtp;
    private final UnsubscribeLinks links;

    EmailChannel(Addresses addresses, SmtpBinding smtp, UnsubscribeLinks links) {
        this.addresses = addresses;
        this.smtp = smtp;
        this.links = links;
    }

    @Override
    public String name() {
        return "email";
    }

    /** More would only wait in line: the binding takes one at a time. */
    @Override
    public int concurrency() {
        return 1;
    }

    @Override
    public Result send(Message message) {
        String user = message.userId();
        return switch (message.content()) {
            case Content.Reminder reminder ->
                send(user, ReminderMail.of(reminder, message.zone(), unsubscribeLink(user)));
            case Content.Digest digest -> send(user, DigestMail.of(digest, message.zone(), unsubscribeLink(user)));
            case Content.VerificationCode code ->
                smtp.send(new EmailAddress(code.address()), VerificationMail.of(code));
        };
    }

    private Result send(String userId, Mail mail) {
        return switch (addresses.email(userId)) {
            case Reachable.At<EmailAddress>(EmailAddress address) -> smtp.send(address, mail);
            case Reachable.Not<EmailAddress>(String reason) -> new Result.Refused(reason);
        };
    }

    private @Nullable URI unsubscribeLink(String userId) {
        return links.of(userId, Subscribable.REMINDER).orElse(null);
    }
}
