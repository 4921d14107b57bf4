package io.taskstream.bench.publish;

import io.dapr.client.DaprClient;
import io.dapr.client.domain.BulkPublishEntry;
import io.dapr.client.domain.BulkPublishRequest;
import io.dapr.client.domain.BulkPublishResponse;
import io.taskstream.bench.platform.BenchException;
import io.taskstream.contracts.Envelope;
import io.taskstream.eventing.dapr.PubSub;
import java.util.List;
import java.util.Map;

/** Bulk publishes through the sidecar, one call after the other: what keeps the events of a key in order. */
public record BulkPublisher(DaprClient dapr, String topic) {
    /** Publishes events with one call and waits for it. */
    public void publish(List<BenchEvent> events) {
        List<BulkPublishEntry<byte[]>> entries = events.stream()
                .map(event -> new BulkPublishEntry<>(
                        event.id().toString(),
                        event.payload(),
                        Envelope.MEDIA_TYPE,
                        Map.of("partitionKey", event.key())))
                .toList();
        BulkPublishResponse<byte[]> response = dapr.publishEvents(
                        new BulkPublishRequest<>(PubSub.NAME, topic, entries, PubSub.WHOLE_EVENTS))
                .block();
        if (response == null || !response.getFailedEntries().isEmpty()) {
            throw new BenchException("The broker refused events: " + response);
        }
    }
}
