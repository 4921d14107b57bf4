package io.taskstream.notification.verification;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A code as it is kept.
 *
 * @param address null once there is nothing to verify any more, as is the hash
 * @param sent codes sent since {@code hourBegan}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Issue(
        UUID id,
        @Nullable String address,
        byte @Nullable [] codeHash,
        Instant expiresAt,
        int tries,
        Instant sentAt,
        Instant hourBegan,
        int sent) {}
