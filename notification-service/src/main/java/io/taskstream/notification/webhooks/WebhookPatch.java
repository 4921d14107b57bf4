package io.taskstream.notification.webhooks;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.taskstream.api.json.Patched;
import io.taskstream.api.text.PlainText;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A JSON merge patch of a webhook: what is left out stays, what is null is cleared. */
record WebhookPatch(
        Patched<@NotNull String> url,
        Patched<@NotNull @Size(min = 1, max = WebhookRequest.TYPES) List<@NotNull String>> eventTypes,
        Patched<@Nullable @PlainText(max = WebhookRequest.DESCRIPTION, blank = true) String> description,
        Patched<@NotNull Wish> status) {

    /** What a user may want of a webhook; the other states it gets into by itself. */
    enum Wish {
        @JsonProperty("active")
        ACTIVE,
        @JsonProperty("paused")
        PAUSED;

        WebhookStatus status() {
            return switch (this) {
                case ACTIVE -> WebhookStatus.ACTIVE;
                case PAUSED -> WebhookStatus.PAUSED;
            };
        }
    }
}
