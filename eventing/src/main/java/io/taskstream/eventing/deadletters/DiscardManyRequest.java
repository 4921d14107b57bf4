package io.taskstream.eventing.deadletters;

import io.taskstream.api.text.PlainText;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The dead letters to give up, those of these ids or the oldest of a topic, and why. */
record DiscardManyRequest(
        @Size(min = 1, max = Selection.LIMIT) @Nullable List<@NotNull @Positive Long> ids,
        @Nullable String topic,

        @NotNull @PlainText(max = DiscardRequest.REASON_LENGTH)
        String reason) {

    Selection selection() {
        return Selection.of(ids, topic, null);
    }
}
