package io.taskstream.api.text;

import java.util.Optional;

/** The characters that no user text may have. */
public final class Characters {
    private static final char LINE_SEPARATOR = '\u2028';
    private static final char PARAGRAPH_SEPARATOR = '\u2029';

    private Characters() {}

    /** What is wrong with the characters of a text, or empty; the message doesn't repeat them. */
    public static Optional<String> objection(String text, boolean multiline) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c < '\u007f') {
                continue;
            }
            if (Character.isISOControl(c) && !(multiline && (c == '\n' || c == '\r' || c == '\t'))) {
                return Optional.of("must not have control characters" + (multiline ? " other than line breaks" : ""));
            }
            if (!multiline && (c == LINE_SEPARATOR || c == PARAGRAPH_SEPARATOR)) {
                return Optional.of("must be a single line");
            }
            if (turnsDirection(c)) {
                return Optional.of("must not have characters that override the direction of text");
            }
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return Optional.of("must be well-formed Unicode");
                }
                i++;
            }
        }
        return Optional.empty();
    }

    /** Embeddings and overrides (LRE … RLO), isolates (LRI … PDI). */
    private static boolean turnsDirection(char c) {
        return (c >= '\u202a' && c <= '\u202e') || (c >= '\u2066' && c <= '\u2069');
    }
}
