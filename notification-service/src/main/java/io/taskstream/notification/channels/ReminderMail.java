package io.taskstream.notification.channels;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.web.util.HtmlUtils;

/** The mail of a reminder. */
final class ReminderMail {
    private static final int SUBJECT_LENGTH = 120;
    private static final int TITLE_LENGTH = 1_000;
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu, HH:mm zzz", Locale.ENGLISH);

    private ReminderMail() {}

    static Mail of(Content.Reminder reminder, ZoneId zone) {
        String title = Mail.oneLine(reminder.taskTitle());
        String when = reminder.remindAt().atZone(zone).format(WHEN);
        return new Mail("Reminder: " + Mail.shortened(title, SUBJECT_LENGTH), """
                <!doctype html>
                <html lang="en">
                <body style="font-family:sans-serif;color:#222;max-width:36em">
                <p style="color:#666">You asked to be reminded of</p>
                <h2 dir="auto" style="overflow-wrap:anywhere">%s</h2>
                <p>%s%s</p>
                </body>
                </html>
                """.formatted(
                        HtmlUtils.htmlEscape(Mail.shortened(title, TITLE_LENGTH), "UTF-8"),
                        when,
                        reminder.late() ? "<br>This comes late, for which we are sorry." : ""));
    }
}
