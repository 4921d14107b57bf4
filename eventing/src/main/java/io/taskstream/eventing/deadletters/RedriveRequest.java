package io.taskstream.eventing.deadletters;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The dead letters to apply once more: those of these ids, or the oldest of a topic.
 *
 * @param after of a topic, only those with a greater id
 */
record RedriveRequest(
        @Size(min = 1, max = Selection.LIMIT) @Nullable List<@NotNull @Positive Long> ids,
        @Nullable String topic,
        @PositiveOrZero @Nullable Long after) {

    Selection selection() {
        return Selection.of(ids, topic, after);
    }
}
