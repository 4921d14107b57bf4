package io.taskstream.notification.channels;

/**
 * A mail. What people wrote can't begin another header in its subject, nor be markup in its body.
 *
 * @param html the body, which the binding sends as {@code text/html}
 */
record Mail(String subject, String html) {
    /** Without line breaks, other control characters, overrides of the text's direction, and halves of characters. */
    static String oneLine(String text) {
        String line = text.replaceAll("[\\p{Cc}\\p{Cs}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]+", " ")
                .strip();
        return line.isEmpty() ? "(no title)" : line;
    }

    static String shortened(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
    }
}
