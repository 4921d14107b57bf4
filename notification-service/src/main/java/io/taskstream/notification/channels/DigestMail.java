package io.taskstream.notification.channels;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;

/** One mail with all reminders of an hour or a day. */
final class DigestMail {
    private static final int TITLE_LENGTH = 200;
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("EEE, d MMM, HH:mm zzz", Locale.ENGLISH);

    private DigestMail() {}

    static Mail of(Content.Digest digest, ZoneId zone) {
        int all = digest.reminders().size() + digest.more();
        String items = digest.reminders().stream()
                .map(reminder -> item(reminder, zone))
                .collect(Collectors.joining("\n"));
        return new Mail(all == 1 ? "1 reminder" : all + " reminders", """
                <!doctype html>
                <html lang="en">
                <body style="font-family:sans-serif;color:#222;max-width:36em">
                <p style="color:#666">You asked to be reminded of</p>
                <ul>
                %s
                </ul>%s
                </body>
                </html>
                """.formatted(
                        items, digest.more() == 0 ? "" : "\n<p>and " + digest.more() + " more</p>"));
    }

    private static String item(Content.Reminder reminder, ZoneId zone) {
        return "<li dir=\"auto\" style=\"overflow-wrap:anywhere\"><b>%s</b><br>%s%s</li>"
                .formatted(
                        HtmlUtils.htmlEscape(Mail.shortened(Mail.oneLine(reminder.taskTitle()), TITLE_LENGTH), "UTF-8"),
                        reminder.remindAt().atZone(zone).format(WHEN),
                        reminder.late() ? ", late" : "");
    }
}
