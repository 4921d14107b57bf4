package io.taskstream.gateway.forwarding;

import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import org.springframework.cloud.gateway.server.mvc.filter.HttpHeadersFilter.RequestHttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.function.ServerRequest;

/**
 * What of a caller's headers a service sees. Nothing by which a caller could pass for the sidecar, for a proxy or for a
 * browser session; where the request came from, and the trace, are told by the gateway alone.
 */
final class RequestHeaders implements RequestHttpHeadersFilter, Ordered {
    private static final Set<String> NEVER = Set.of(
            "host",
            "content-length",
            "expect",
            "cookie",
            "forwarded",
            "x-real-ip",
            "x-original-url",
            "x-rewrite-url",
            "x-http-method-override",
            "traceparent",
            "tracestate",
            "baggage",
            "b3");

    private static final List<String> NEVER_PREFIXES = List.of("x-forwarded-", "dapr-", "x-b3-");

    private final Tracer tracer;
    private final Propagator propagator;

    RequestHeaders(Tracer tracer, Propagator propagator) {
        this.tracer = tracer;
        this.propagator = propagator;
    }

    /** Last: what it adds must not be removed again. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public HttpHeaders apply(HttpHeaders received, ServerRequest request) {
        HttpHeaders passed = HopByHop.without(received, RequestHeaders::passes);
        String contentType = request.servletRequest().getHeader(HttpHeaders.CONTENT_TYPE);
        if (contentType != null) {
            passed.set(HttpHeaders.CONTENT_TYPE, contentType); // Spring adds a charset to it
        }
        tellOrigin(request.servletRequest(), passed);
        TraceContext trace = tracer.currentTraceContext().context();
        if (trace != null) {
            propagator.inject(trace, passed, (_, name, value) -> passed.set(name, value));
        }
        return passed;
    }

    private static boolean passes(String name) {
        return !NEVER.contains(name) && NEVER_PREFIXES.stream().noneMatch(name::startsWith);
    }

    private static void tellOrigin(HttpServletRequest request, HttpHeaders passed) {
        passed.set("X-Forwarded-For", request.getRemoteAddr());
        passed.set("X-Forwarded-Proto", request.getScheme());
        passed.set("X-Forwarded-Host", request.getServerName());
        passed.set("X-Forwarded-Port", Integer.toString(request.getServerPort()));
    }
}
