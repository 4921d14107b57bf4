package io.taskstream.api.paging;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param nextCursor with which the list goes on; null on the last page
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {
    public Page {
        items = List.copyOf(items);
    }

    /**
     * The page that answers the request.
     *
     * @param fetched up to {@link PageRequest#fetch()} items from the cursor on
     * @param position the cursor after an item
     */
    public static <S, T> Page<T> of(
            PageRequest request, List<S> fetched, Function<S, Cursor> position, Function<S, T> item) {
        boolean more = fetched.size() > request.limit();
        List<S> shown = more ? fetched.subList(0, request.limit()) : fetched;
        return new Page<>(
                shown.stream().map(item).toList(),
                more ? position.apply(shown.getLast()).encoded() : null);
    }
}
