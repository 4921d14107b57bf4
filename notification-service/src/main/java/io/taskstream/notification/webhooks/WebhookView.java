package io.taskstream.notification.webhooks;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A webhook as the API shows it.
 *
 * @param reason why it isn't active; absent where there is nothing to explain
 * @param failingSince since when every attempt has failed; absent if the last one didn't
 * @param secret only right after it was made
 * @param version its ETag
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record WebhookView(
        UUID webhookId,
        String url,
        List<String> eventTypes,
        @Nullable String description,
        WebhookStatus status,
        @Nullable String reason,
        @Nullable Instant failingSince,
        @Nullable String secret,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    WebhookView with(String secret) {
        return new WebhookView(
                webhookId,
                url,
                eventTypes,
                description,
                status,
                reason,
                failingSince,
                secret,
                version,
                createdAt,
                updatedAt);
    }

    /** The secret is nobody's business in a log, and nor is what may be in the URL. */
    @Override
    public String toString() {
        return "WebhookView[" + webhookId + "]";
    }
}
