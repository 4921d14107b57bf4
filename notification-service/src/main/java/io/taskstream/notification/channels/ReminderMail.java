package io.taskstream.notification.channels;

import java.net.URI;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The mail of a reminder. */
final class ReminderMail {
    private static final int SUBJECT_LENGTH = 120;
    private static final int TITLE_LENGTH = 1_000;
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu, HH:mm zzz", Locale.ENGLISH);
    private static final Words BODY = Words.html("reminder");

    private ReminderMail() {}

    /** @param unsubscribeLink ends mails of this kind without a login; null where there is no public address */
    static Mail of(Content.Reminder reminder, ZoneId zone, @Nullable URI unsubscribeLink) {
        return new Mail(
                "Reminder: " + UserText.title(reminder.taskTitle(), SUBJECT_LENGTH),
                BODY.with(new Body(
                        UserText.title(reminder.taskTitle(), TITLE_LENGTH),
                        reminder.remindAt().atZone(zone).format(WHEN),
                        reminder.late(),
                        unsubscribeLink)));
    }

    private record Body(
            String title,
            String when,
            boolean late,
            @Nullable URI unsubscribeLink) {}
}
