package io.taskstream.eventing.outbox;

import io.dapr.client.DaprClient;
import io.dapr.client.domain.BulkPublishEntry;
import io.dapr.client.domain.BulkPublishRequest;
import io.dapr.client.domain.BulkPublishResponse;
import io.dapr.client.domain.BulkPublishResponseFailedEntry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.taskstream.contracts.Envelope;
import io.taskstream.eventing.dapr.PubSub;
import io.taskstream.eventing.outbox.OutboxTable.Row;
import io.taskstream.eventing.trace.CauseTrace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Publishes rows of one topic with one bulk call to the sidecar. */
final class Publisher {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final DaprClient dapr;
    private final Tracer tracer;
    private final Duration timeout;

    Publisher(DaprClient dapr, Tracer tracer, Duration timeout) {
        this.dapr = dapr;
        this.tracer = tracer;
        this.timeout = timeout;
    }

    /** The rows that the broker did not acknowledge; fails if the call as a whole did. */
    CompletableFuture<List<Row>> publish(String topic, List<Row> rows) {
        List<BulkPublishEntry<byte[]>> entries = rows.stream()
                .map(row -> new BulkPublishEntry<>(
                        Long.toString(row.seq()),
                        row.payload(),
                        Envelope.MEDIA_TYPE,
                        Map.of("partitionKey", row.key())))
                .toList();
        BulkPublishRequest<byte[]> request = new BulkPublishRequest<>(PubSub.NAME, topic, entries, PubSub.WHOLE_EVENTS);
        Span span = tracer.spanBuilder("publish " + topic)
                .setParent(CauseTrace.contextOf(commonTrace(rows)))
                .setSpanKind(SpanKind.PRODUCER)
                .setAttribute("messaging.batch.message_count", rows.size())
                .startSpan();
        Context context = Context.root().with(span);
        return dapr.publishEvents(request)
                .contextWrite(reactor -> reactor.putAllMap(sidecarTrace(context)))
                .timeout(timeout)
                .map(response -> failed(response, rows))
                .doFinally(signal -> span.end())
                .toFuture();
    }

    private static List<Row> failed(BulkPublishResponse<byte[]> response, List<Row> rows) {
        Set<String> failed = response.getFailedEntries().stream()
                .map(BulkPublishResponseFailedEntry::getEntry)
                .map(BulkPublishEntry::getEntryId)
                .collect(Collectors.toSet());
        return failed.isEmpty()
                ? List.of()
                : rows.stream()
                        .filter(row -> failed.contains(Long.toString(row.seq())))
                        .toList();
    }

    /** What the SDK sends on to the sidecar as gRPC metadata. */
    private static Map<Object, Object> sidecarTrace(Context context) {
        String traceParent = CauseTrace.of(Span.fromContext(context));
        return traceParent == null ? Map.of() : Map.of("traceparent", traceParent);
    }

    /**
     * The trace that all rows share, if they do, as at low rates: then the sidecar's spans belong to it. A batch of
     * several traces gets one of its own.
     */
    private static @Nullable String commonTrace(List<Row> rows) {
        if (rows.size() > 8) {
            return null;
        }
        @Nullable String common = null;
        for (Row row : rows) {
            String trace = JSON.readTree(row.payload()).path("causetrace").asString(null);
            if (trace == null || (common != null && !trace.regionMatches(0, common, 0, 35))) {
                return null;
            }
            common = trace;
        }
        return common;
    }
}
