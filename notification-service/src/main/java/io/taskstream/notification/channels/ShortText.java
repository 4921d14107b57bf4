package io.taskstream.notification.channels;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * What a message says where there is little room, as plain text.
 *
 * @param headline what it is
 */
record ShortText(String headline, String body) {
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu, HH:mm zzz", Locale.ENGLISH);
    private static final Words REMINDER = Words.text("reminder");
    private static final Words DIGEST = Words.text("digest");
    private static final Words VERIFICATION = Words.text("verification");
    /** Of a digest's reminders, those for which there is room. */
    private static final int ITEMS = 3;

    /** @param titleLength characters of a title to keep; all titles of a digest share them */
    static ShortText of(Content content, ZoneId zone, int titleLength) {
        return switch (content) {
            case Content.Reminder reminder ->
                new ShortText(
                        "Reminder",
                        REMINDER.with(new DigestItem(
                                UserText.title(reminder.taskTitle(), titleLength),
                                reminder.remindAt().atZone(zone).format(WHEN),
                                reminder.late())));
            case Content.Digest digest -> {
                List<DigestItem> items = digest.reminders().stream()
                        .limit(ITEMS)
                        .map(reminder -> DigestItem.of(reminder, zone, titleLength / ITEMS))
                        .toList();
                int more = digest.reminders().size() - items.size() + digest.more();
                yield new ShortText(DigestItem.headline(digest), DIGEST.with(new Items(items, more)));
            }
            case Content.VerificationCode code -> new ShortText("Taskstream", VERIFICATION.with(code));
        };
    }

    private record Items(List<DigestItem> items, int more) {}
}
