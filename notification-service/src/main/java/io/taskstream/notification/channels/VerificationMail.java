package io.taskstream.notification.channels;

import org.springframework.web.util.HtmlUtils;

/** The mail with the code that proves an address. The code isn't in the subject: locked screens show it. */
final class VerificationMail {
    private VerificationMail() {}

    static Mail of(Content.VerificationCode code) {
        String link = code.link();
        return new Mail("Confirm your e-mail address", """
                <!doctype html>
                <html lang="en">
                <body style="font-family:sans-serif;color:#222;max-width:36em">
                <p>To get your notifications at this address, enter this code where you named it:</p>
                <h2>%s</h2>%s
                <p style="color:#666">If it wasn't you who named it, ignore this mail: nothing more will come.</p>
                </body>
                </html>
                """.formatted(
                HtmlUtils.htmlEscape(code.code(), "UTF-8"),
                link == null
                        ? ""
                        : "\n<p>or <a href=\"" + HtmlUtils.htmlEscape(link, "UTF-8") + "\">confirm it here</a></p>"));
    }
}
