package io.taskstream.api.instant;

import io.taskstream.api.problem.BadValueException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/**
 * Reads instants as RFC 3339 has them, with seconds and an offset.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3339#section-5.6">RFC 3339, 5.6</a>
 */
public final class Rfc3339 {
    /** Java's own parser also takes times without seconds, offsets with seconds, and years of ten digits. */
    private static final Pattern DATE_TIME =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?(?:[Zz]|[+-]\\d{2}:\\d{2})");

    private static final int LONGEST = 35;
    private static final String EXPECTED = "must be an RFC 3339 instant such as 2026-01-27T10:00:00Z";

    private Rfc3339() {}

    /**
     * The instant, in whole microseconds: that is what the database keeps, so what is answered is what is stored.
     *
     * @throws BadValueException if it isn't RFC 3339 or no such date
     */
    public static Instant parse(String text) {
        if (text.length() > LONGEST || !DATE_TIME.matcher(text).matches()) {
            throw new BadValueException(EXPECTED);
        }
        try {
            return OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException e) {
            throw new BadValueException(EXPECTED);
        }
    }
}
