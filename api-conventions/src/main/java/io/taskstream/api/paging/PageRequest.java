package io.taskstream.api.paging;

import io.taskstream.api.json.TakesParameters;
import io.taskstream.api.problem.ProblemException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is wanted; as a parameter of a handler it reads {@code limit} and {@code cursor}.
 *
 * @param limit items, at most: 1 to {@value #MAX_LIMIT}, {@value #DEFAULT_LIMIT} unless said
 */
@TakesParameters({"limit", "cursor"})
public record PageRequest(int limit, @Nullable Cursor cursor) {
    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 100;

    /** @throws ProblemException 400 for a limit out of range or a cursor that isn't ours */
    static PageRequest parse(@Nullable String limit, @Nullable String cursor) {
        return new PageRequest(
                limit == null ? DEFAULT_LIMIT : limit(limit), cursor == null ? null : Cursor.decoded(cursor));
    }

    private static int limit(String text) {
        if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MAX_LIMIT) {
            throw ProblemException.badRequest("limit", "must be a number from 1 to " + MAX_LIMIT);
        }
        return Integer.parseInt(text);
    }

    /**
     * The sort keys after which the page begins; empty for the first page.
     *
     * @param count of sort keys that the list has
     * @throws ProblemException 400 for the cursor of a list with another number of them
     */
    public Optional<long[]> after(int count) {
        if (cursor == null) {
            return Optional.empty();
        }
        long[] keys = cursor.keys();
        if (keys.length != count) {
            throw Cursor.foreign();
        }
        return Optional.of(keys);
    }

    /** How many items to fetch: one more than asked for tells whether there is a next page. */
    public int fetch() {
        return limit + 1;
    }
}
