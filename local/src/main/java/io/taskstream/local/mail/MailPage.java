package io.taskstream.local.mail;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** What was caught, for people. */
@RestController
@RequestMapping(path = "/mail", produces = MediaType.TEXT_HTML_VALUE + ";charset=UTF-8")
class MailPage {
    private static final int SHOWN = 200;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

    private static final String KINDS =
            "<p><a href=\"/mail\">Mail</a> · <a href=\"/mail/push\">Push</a> · <a href=\"/mail/sms\">SMS</a></p>";

    private final MailStore mails;
    private final NtfyStandIn ntfy;
    private final TwilioStandIn twilio;

    MailPage(MailStore mails, NtfyStandIn ntfy, TwilioStandIn twilio) {
        this.mails = mails;
        this.ntfy = ntfy;
        this.twilio = twilio;
    }

    @GetMapping
    ResponseEntity<String> list() {
        String rows = mails.list().stream()
                .limit(SHOWN)
                .map(mail -> "<tr><td>%s</td><td>%s</td><td><a href=\"/mail/%d\">%s</a></td></tr>"
                        .formatted(TIME.format(mail.receivedAt()), text(mail.to()), mail.id(), text(subject(mail))))
                .collect(Collectors.joining("\n"));
        String table = rows.isEmpty()
                ? "<p>No mail yet. <code>./taskstream send-demo</code> sends one.</p>"
                : "<table><tr><th>received</th><th>to</th><th>subject</th></tr>" + rows + "</table>";
        return page("Caught mail", KINDS + table);
    }

    @GetMapping("/push")
    ResponseEntity<String> push() {
        return table(
                "Caught push messages",
                "topic",
                ntfy.list(push -> true).stream()
                        .map(push -> row(push.receivedAt(), push.topic(), push.title() + "\n" + push.message())));
    }

    @GetMapping("/sms")
    ResponseEntity<String> sms() {
        return table(
                "Caught short messages",
                "to",
                twilio.list(sms -> true).stream().map(sms -> row(sms.receivedAt(), sms.to(), sms.body())));
    }

    private static ResponseEntity<String> table(String title, String to, Stream<String> rows) {
        String shown = rows.limit(SHOWN).collect(Collectors.joining("\n"));
        return page(
                title,
                KINDS
                        + (shown.isEmpty()
                                ? "<p>None yet.</p>"
                                : "<table><tr><th>received</th><th>" + to + "</th><th>text</th></tr>" + shown
                                        + "</table>"));
    }

    private static String row(Instant receivedAt, String to, String text) {
        return "<tr><td>%s</td><td>%s</td><td class=\"text\">%s</td></tr>"
                .formatted(TIME.format(receivedAt), text(to), text(text));
    }

    @GetMapping("/{id:\\d+}")
    ResponseEntity<String> show(@PathVariable long id) {
        return mails.find(id)
                .map(mail -> page(subject(mail), """
                        <p><a href="/mail">All mail</a></p>
                        <dl><dt>from</dt><dd>%s</dd><dt>to</dt><dd>%s</dd><dt>received</dt><dd>%s</dd></dl>
                        <iframe sandbox title="the mail" srcdoc="%s"></iframe>
                        """.formatted(
                                text(mail.from()), text(mail.to()), TIME.format(mail.receivedAt()), text(mail.body()))))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }

    private static String subject(CaughtMail mail) {
        return mail.subject().isBlank() ? "(no subject)" : mail.subject();
    }

    private static String text(String untrusted) {
        return HtmlUtils.htmlEscape(untrusted);
    }

    private static ResponseEntity<String> page(String title, String content) {
        String page = """
                <!doctype html>
                <html lang="en"><head><meta charset="utf-8"><title>%1$s</title><style>
                body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
                table { border-collapse: collapse; width: 100%% } th, td { text-align: left; padding: .3rem .8rem .3rem 0 }
                .text { white-space: pre-line; overflow-wrap: anywhere }
                iframe { width: 100%%; height: 30rem; border: 1px solid #888; background: #fff }
                dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem } dd { margin: 0 }
                </style></head><body><h1>%1$s</h1>%2$s</body></html>
                """.formatted(text(title), content);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'")
                .body(page);
    }
}
