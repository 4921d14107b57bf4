package io.taskstream.eventing.testing;

import com.google.protobuf.ByteString;
import io.dapr.v1.DaprBindingsProtos;
import io.dapr.v1.DaprGrpc;
import io.dapr.v1.DaprPubsubProtos;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Stands in for daprd: takes what a service publishes and invokes, and delivers what a test wants it to receive. It can
 * be stopped, and told to refuse.
 */
public final class FakeSidecar implements AutoCloseable {
    /** The token that the service under test expects of its sidecar. */
    public static final String APP_TOKEN = "app-token-of-the-tests";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final int port = freePort();
    private final List<Published> published = new CopyOnWriteArrayList<>();
    private final List<Invocation> invocations = new CopyOnWriteArrayList<>();
    private final AtomicLong offset = new AtomicLong();
    private volatile Predicate<JsonNode> refuse = event -> false;
    private volatile Function<Invocation, Optional<String>> failure = invocation -> Optional.empty();
    private volatile Function<Invocation, String> answer = invocation -> "";
    private @Nullable Server server;

    public FakeSidecar() {
        start();
    }

    /** The port of the sidecar's gRPC API. */
    public int grpcPort() {
        return port;
    }

    /** Takes calls, on the same port as before. */
    public synchronized void start() {
        if (server != null) {
            return;
        }
        try {
            server = Grpc.newServerBuilderForPort(port, InsecureServerCredentials.create())
                    .addService(new Api())
                    .intercept(new Trace())
                    .build()
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Refuses connections until started again. */
    public synchronized void stop() {
        if (server != null) {
            server.shutdownNow();
            try {
                server.awaitTermination();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            server = null;
        }
    }

    @Override
    public void close() {
        stop();
    }

    /** Forgets what came, and refuses nothing. */
    public void reset() {
        published.clear();
        invocations.clear();
        refuse = event -> false;
        failure = invocation -> Optional.empty();
        answer = invocation -> "";
    }

    /** From now on the broker refuses the events that match, each by itself. */
    public void refuse(Predicate<JsonNode> envelope) {
        refuse = envelope;
    }

    /** From now on invocations that match fail. */
    public void refuseInvocations(Predicate<Invocation> invocation) {
        failInvocations(invoked -> invocation.test(invoked) ? Optional.of("refused by the test") : Optional.empty());
    }

    /** From now on invocations fail for which there is a message, with what a binding would say there. */
    public void failInvocations(Function<Invocation, Optional<String>> message) {
        failure = message;
    }

    /** From now on invocations that don't fail answer this; nothing until then. */
    public void answerInvocations(Function<Invocation, String> body) {
        answer = body;
    }

    /** What was published so far and acknowledged, oldest first. */
    public List<Published> published() {
        return List.copyOf(published);
    }

    /** The envelopes that were published on a topic so far, oldest first. */
    public List<JsonNode> published(String topic) {
        return published.stream()
                .filter(event -> event.topic().equals(topic))
                .map(Published::envelope)
                .toList();
    }

    /** The output bindings that were invoked so far, refused ones included. */
    public List<Invocation> invocations() {
        return List.copyOf(invocations);
    }

    /**
     * Delivers envelopes as one bulk delivery, as daprd would.
     *
     * @param appPort the port of the service under test
     * @return the status of each, in order
     */
    public List<String> deliver(int appPort, String topic, JsonNode... envelopes) {
        return deliverTo(appPort, topic, topic, envelopes);
    }

    /** Delivers envelopes from the dead-letter topic of a topic. */
    public List<String> deliverDeadLetters(int appPort, String topic, JsonNode... envelopes) {
        return deliverTo(appPort, topic + "-dlq", topic, envelopes);
    }

    private List<String> deliverTo(int appPort, String topic, String originalTopic, JsonNode... envelopes) {
        ObjectNode bulk = JSON.createObjectNode();
        bulk.put("id", UUID.randomUUID().toString());
        bulk.put("topic", topic);
        bulk.put("pubsubname", "pubsub");
        bulk.put("type", "com.dapr.event.sent.bulk");
        ArrayNode entries = bulk.putArray("entries");
        for (JsonNode envelope : envelopes) {
            ObjectNode entry = entries.addObject();
            entry.put("entryId", UUID.randomUUID().toString());
            entry.put("contentType", "application/cloudevents+json");
            if (topic.equals(originalTopic)) {
                entry.set("event", envelope);
            } else {
                // dead letters come as bytes
                entry.put("event", Base64.getEncoder().encodeToString(JSON.writeValueAsBytes(envelope)));
            }
            entry.putObject("metadata")
                    .put("__topic", originalTopic)
                    .put("__partition", "0")
                    .put("__offset", Long.toString(offsetOf(envelope)))
                    .put("__key", envelope.path("partitionkey").asString(""));
        }
        HttpResponse<String> answer = post(appPort, "/dapr/events/" + topic, bulk.toString());
        if (answer.statusCode() != 200) {
            throw new AssertionError(
                    "The service answered a delivery with " + answer.statusCode() + ": " + answer.body());
        }
        return StreamSupport.stream(JSON.readTree(answer.body()).get("statuses").spliterator(), false)
                .map(status -> status.get("status").asString())
                .toList();
    }

    private final Map<String, Long> offsets = new LinkedHashMap<>();

    /** The same event comes from the same place each time. */
    private synchronized long offsetOf(JsonNode envelope) {
        String id = envelope.path("id").asString("");
        return id.isEmpty()
                ? offset.incrementAndGet()
                : offsets.computeIfAbsent(id, unused -> offset.incrementAndGet());
    }

    /** Calls a route of the service with the token of its sidecar, such as that of an input binding. */
    public HttpResponse<String> post(int appPort, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + appPort + path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .header("dapr-api-token", APP_TOKEN)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An event as it was published. */
    public record Published(String topic, String key, JsonNode envelope) {}

    /**
     * An output binding as it was invoked.
     *
     * @param traceParent the W3C traceparent that came with the call
     */
    public record Invocation(
            String binding,
            String operation,
            Map<String, String> metadata,
            String data,
            @Nullable String traceParent) {}

    /** Keeps the trace that a call came with. */
    private static final class Trace implements ServerInterceptor {
        private static final Metadata.Key<String> HEADER =
                Metadata.Key.of("traceparent", Metadata.ASCII_STRING_MARSHALLER);
        static final Context.Key<String> PARENT = Context.key("traceparent");

        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
            String parent = headers.get(HEADER);
            Context context =
                    parent == null ? Context.current() : Context.current().withValue(PARENT, parent);
            return Contexts.interceptCall(context, call, headers, next);
        }
    }

    private final class Api extends DaprGrpc.DaprImplBase {
        @Override
        public void bulkPublishEvent(
                DaprPubsubProtos.BulkPublishRequest request,
                StreamObserver<DaprPubsubProtos.BulkPublishResponse> answer) {
            DaprPubsubProtos.BulkPublishResponse.Builder response = DaprPubsubProtos.BulkPublishResponse.newBuilder();
            List<Published> accepted = new ArrayList<>();
            request.getEntriesList().forEach(entry -> {
                JsonNode envelope = JSON.readTree(entry.getEvent().toByteArray());
                if (refuse.test(envelope)) {
                    response.addFailedEntries(DaprPubsubProtos.BulkPublishResponseFailedEntry.newBuilder()
                            .setEntryId(entry.getEntryId())
                            .setError("refused by the test"));
                } else {
                    accepted.add(new Published(
                            request.getTopic(), entry.getMetadataOrDefault("partitionKey", ""), envelope));
                }
            });
            published.addAll(accepted);
            answer.onNext(response.build());
            answer.onCompleted();
        }

        @Override
        public void invokeBinding(
                DaprBindingsProtos.InvokeBindingRequest request,
                StreamObserver<DaprBindingsProtos.InvokeBindingResponse> caller) {
            Invocation invocation = new Invocation(
                    request.getName(),
                    request.getOperation(),
                    Map.copyOf(request.getMetadataMap()),
                    request.getData().toStringUtf8(),
                    Trace.PARENT.get());
            invocations.add(invocation);
            Optional<String> failed = failure.apply(invocation);
            if (failed.isPresent()) {
                caller.onError(Status.INTERNAL
                        .withDescription("error invoking output binding " + invocation.binding() + ": " + failed.get())
                        .asRuntimeException());
                return;
            }
            caller.onNext(DaprBindingsProtos.InvokeBindingResponse.newBuilder()
                    .setData(ByteString.copyFromUtf8(answer.apply(invocation)))
                    .build());
            caller.onCompleted();
        }
    }
}
