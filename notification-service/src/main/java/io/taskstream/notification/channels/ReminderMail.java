package io.taskstream.notification.channels;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.web.util.HtmlUtils;

/**
 * The mail of a reminder. The title in it was written by somebody: in the subject it can't begin another header, and in
 * the body it can't be markup.
 *
 * @param html the body, which the binding sends as {@code text/html}
 */
record ReminderMail(String subject, String html) {
    private static final int SUBJECT_LENGTH = 120;
    private static final int TITLE_LENGTH = 1_000;
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH);

    static ReminderMail of(Message message) {
        String title = oneLine(message.taskTitle());
        String when = message.remindAt().atOffset(ZoneOffset.UTC).format(WHEN);
        return new ReminderMail("Reminder: " + shortened(title, SUBJECT_LENGTH), """
                <!doctype html>
                <html lang="en">
                <body style="font-family:sans-serif;color:#222;max-width:36em">
                <p style="color:#666">You asked to be reminded of</p>
                <h2 dir="auto" style="overflow-wrap:anywhere">%s</h2>
                <p>%s%s</p>
                </body>
                </html>
                """.formatted(
                        HtmlUtils.htmlEscape(shortened(title, TITLE_LENGTH), "UTF-8"),
                        when,
                        message.late() ? "<br>This comes late, for which we are sorry." : ""));
    }

    /** Without line breaks, other control characters, overrides of the text's direction, and halves of characters. */
    private static String oneLine(String text) {
        String line = text.replaceAll("[\\p{Cc}\\p{Cs}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]+", " ")
                .strip();
        return line.isEmpty() ? "(no title)" : line;
    }

    private static String shortened(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
    }
}
