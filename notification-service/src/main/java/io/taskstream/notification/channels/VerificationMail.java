package io.taskstream.notification.channels;

/** The mail with the code that proves an address. The code isn't in the subject: locked screens show it. */
final class VerificationMail {
    private static final Words BODY = Words.html("verification");

    private VerificationMail() {}

    static Mail of(Content.VerificationCode code) {
        return new Mail("Confirm your e-mail address", BODY.with(code));
    }
}
