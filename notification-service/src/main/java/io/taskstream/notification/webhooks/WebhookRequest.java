package io.taskstream.notification.webhooks;

import io.taskstream.api.text.PlainText;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A webhook as it is asked for. */
record WebhookRequest(
        @NotNull String url,
        @NotNull @Size(min = 1, max = WebhookRequest.TYPES) List<@NotNull String> eventTypes,

        @Nullable @PlainText(max = WebhookRequest.DESCRIPTION, blank = true)
        String description) {
    /** Types and topics in one webhook, at most. */
    static final int TYPES = 50;

    /** Code points of a description, at most. */
    static final int DESCRIPTION = 200;
}
