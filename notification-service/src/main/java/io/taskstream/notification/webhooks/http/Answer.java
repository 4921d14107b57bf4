package io.taskstream.notification.webhooks.http;

import org.jspecify.annotations.Nullable;

/** What became of a request. */
public sealed interface Answer {
    /**
     * Somebody answered.
     *
     * @param status of HTTP
     * @param retryAfter the header of that name, as it came
     */
    record Answered(int status, @Nullable String retryAfter) implements Answer {}

    /**
     * Nobody answered, or not in time. Whether the request arrived is not known in every case.
     *
     * @param reason for the person whose URL it is; says nothing of our network
     */
    record Unanswered(String reason) implements Answer {}
}
