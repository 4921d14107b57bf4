package io.taskstream.notification.channels;

import java.util.regex.Pattern;

/** Text that somebody wrote, on its way to somebody else: one line, and nothing that acts on what stands around it. */
final class UserText {
    /** Line breaks, other control characters, overrides of the text's direction, and halves of characters. */
    private static final Pattern UNFIT =
            Pattern.compile("[\\p{Cc}\\p{Cs}\\u2028\\u2029\\u200E\\u200F\\u061C\\u202A-\\u202E\\u2066-\\u2069]+");

    private UserText() {}

    /**
     * The title of a task.
     *
     * @param most characters to keep, as Unicode counts them
     */
    static String title(String written, int most) {
        String line = UNFIT.matcher(written).replaceAll(" ").strip();
        return line.isEmpty() ? "(no title)" : shortened(line, most);
    }

    private static String shortened(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
    }
}
