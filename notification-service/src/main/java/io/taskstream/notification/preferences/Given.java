package io.taskstream.notification.preferences;

import io.taskstream.api.problem.BadValueException;
import org.jspecify.annotations.Nullable;

/** Parts of a value that JSON may leave out and we can't. */
final class Given {
    private Given() {}

    static void require(@Nullable Object part, String name) {
        if (part == null) {
            throw new BadValueException("must have the field " + name);
        }
    }
}
