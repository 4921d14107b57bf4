package io.taskstream.notification.channels;

import io.taskstream.notification.preferences.Addresses;
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
        return addresses
                .email(message.userId())
                .map(address -> smtp.send(address, ReminderMail.of(message)))
                .orElseGet(() -> new Result.Refused("no email address: PUT /api/preferences"));
    }
}
