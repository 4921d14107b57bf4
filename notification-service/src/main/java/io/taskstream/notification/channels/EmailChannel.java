package io.taskstream.notification.channels;

import io.taskstream.notification.preferences.Addresses;
import io.taskstream.notification.preferences.EmailAddress;
import io.taskstream.notification.preferences.Reachable;
import org.springframework.stereotype.Component;

/** E-mail, over the Dapr binding {@code smtp}. */
@Component
class EmailChannel implements Channel {
    private final Addresses addresses;
    private final SmtpBinding smtp;

    EmailChannel(Addresses addresses, SmtpBinding smtp) {
        this.addresses = addresses;
        this.smtp = smtp;
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
        return switch (message.content()) {
            case Content.Reminder reminder -> send(message.userId(), ReminderMail.of(reminder, message.zone()));
            case Content.Digest digest -> send(message.userId(), DigestMail.of(digest, message.zone()));
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
}
