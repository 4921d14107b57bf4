package io.taskstream.notification.webhooks;

import io.taskstream.api.paging.Cursor;
import io.taskstream.api.paging.Page;
import io.taskstream.api.paging.PageRequest;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Pages of what has ids that grow with time: the newest first. */
final class Positions {
    private static final UUID LAST = new UUID(-1, -1);

    private Positions() {}

    /** @param fetch so many from before an id on */
    static <T> Page<T> page(PageRequest page, BiFunction<UUID, Integer, List<T>> fetch, Function<T, UUID> id) {
        UUID before = page.after(2).map(keys -> new UUID(keys[0], keys[1])).orElse(LAST);
        return Page.of(page, fetch.apply(before, page.fetch()), item -> after(id.apply(item)), item -> item);
    }

    private static Cursor after(UUID id) {
        return Cursor.after(id.getMostSignificantBits(), id.getLeastSignificantBits());
    }
}
