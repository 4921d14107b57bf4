package io.taskstream.e2e.platform;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;

/** Receives spans over OTLP/HTTP, as a collector would. */
public final class Spans implements AutoCloseable {
    private final HttpServer server;
    private final List<SpanRecord> received = new CopyOnWriteArrayList<>();

    private Spans(HttpServer server) {
        this.server = server;
    }

    /** Starts to receive, on a free port of the loopback interface. */
    public static Spans receive() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            Spans spans = new Spans(server);
            server.createContext("/v1/traces", spans::take);
            server.start();
            return spans;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The URL below which OTLP is spoken. */
    public String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The spans of a trace so far. */
    public List<SpanRecord> ofTrace(String traceId) {
        return received.stream().filter(span -> span.traceId().equals(traceId)).toList();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
            var body = zipped ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody();
            ExportTraceServiceRequest.parseFrom(body).getResourceSpansList().forEach(this::add);
            exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private void add(ResourceSpans resource) {
        String service = resource.getResource().getAttributesList().stream()
                .filter(attribute -> attribute.getKey().equals("service.name"))
                .map(attribute -> attribute.getValue().getStringValue())
                .findFirst()
                .orElse("");
        boolean daprd = resource.getScopeSpansList().stream()
                .anyMatch(scope -> scope.getScope().getName().contains("dapr"));
        resource.getScopeSpansList()
                .forEach(scope -> scope.getSpansList()
                        .forEach(span -> received.add(new SpanRecord(
                                service,
                                daprd,
                                HexFormat.of().formatHex(span.getTraceId().toByteArray()),
                                span.getName()))));
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /**
     * A finished span.
     *
     * @param daprd whether a sidecar made it
     */
    public record SpanRecord(String service, boolean daprd, String traceId, String name) {}
}
