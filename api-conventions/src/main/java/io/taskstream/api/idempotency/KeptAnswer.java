package io.taskstream.api.idempotency;

import org.jspecify.annotations.Nullable;

/**
 * What is kept of an answer.
 *
 * @param body JSON; null where the answer has none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record KeptAnswer(
        int status, @Nullable String etag, @Nullable String location, byte @Nullable [] body) {}
