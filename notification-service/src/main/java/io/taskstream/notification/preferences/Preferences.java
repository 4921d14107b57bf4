package io.taskstream.notification.preferences;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a user wants to be reached.
 *
 * @param email null until the user has said
 * @param version its ETag; 0 until the user has said anything
 */
record Preferences(
        String userId,
        @Nullable EmailAddress email,
        long version,
        @Nullable Instant updatedAt) {

    static Preferences none(String userId) {
        return new Preferences(userId, null, 0, null);
    }
}
