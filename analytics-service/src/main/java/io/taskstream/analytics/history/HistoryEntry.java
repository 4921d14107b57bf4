package io.taskstream.analytics.history;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One thing that happened to a task. */
record HistoryEntry(
        UUID eventId,
        String type,
        Instant occurredAt,
        @Nullable Long version,
        JsonNode data,
        @JsonIgnore long seq) {}
