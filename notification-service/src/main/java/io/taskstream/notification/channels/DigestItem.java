package io.taskstream.notification.channels;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A reminder in a digest, as people read it. */
record DigestItem(String title, String when, boolean late) {
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("EEE, d MMM, HH:mm zzz", Locale.ENGLISH);

    static DigestItem of(Content.Reminder reminder, ZoneId zone, int titleLength) {
        return new DigestItem(
                UserText.title(reminder.taskTitle(), titleLength),
                reminder.remindAt().atZone(zone).format(WHEN),
                reminder.late());
    }

    /** How many there are. */
    static String headline(Content.Digest digest) {
        int all = digest.reminders().size() + digest.more();
        return all == 1 ? "1 reminder" : all + " reminders";
    }
}
