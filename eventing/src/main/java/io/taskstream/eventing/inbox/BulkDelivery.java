package io.taskstream.eventing.inbox;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Events that the sidecar delivers with one call.
 *
 * @see <a href="https://docs.dapr.io/reference/api/pubsub_api/">Dapr: pub/sub API, bulk subscriptions</a>
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record BulkDelivery(
        @JsonProperty("topic") String topic,
        @JsonProperty("entries") List<Entry> entries) {

    /**
     * One event.
     *
     * @param event the envelope; text where what came isn't JSON
     * @param metadata the record's headers and its place: {@code __topic}, {@code __partition}, {@code __offset}
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Entry(
            @JsonProperty("entryId") String entryId,
            @JsonProperty("event") @Nullable JsonNode event,
            @JsonProperty("metadata") @Nullable Map<String, String> metadata) {}
}
