package io.taskstream.api.problem;

import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.web.filter.ServerHttpObservationFilter;
import tools.jackson.databind.json.JsonMapper;

/** Writes problems as {@code application/problem+json}, whatever the client says it accepts. */
public final class ProblemWriter {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    ProblemWriter() {}

    /** Writes the problem as the whole answer; nothing, if an answer is already under way. */
    public void write(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        response.setStatus(problem.status().value());
        problem.headers().forEach(response::setHeader);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        byte[] body = json(problem, traceId(request));
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        response.flushBuffer();
    }

    static byte[] json(Problem problem, Optional<String> traceId) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", "about:blank");
        json.put("title", problem.status().getReasonPhrase());
        json.put("status", problem.status().value());
        json.put("detail", problem.detail());
        if (!problem.errors().isEmpty()) {
            json.put("errors", problem.errors());
        }
        traceId.ifPresent(id -> json.put("trace_id", id));
        return MAPPER.writeValueAsString(json).getBytes(StandardCharsets.UTF_8);
    }

    /** The trace of the request, by which its log lines are found. */
    private static Optional<String> traceId(HttpServletRequest request) {
        return ServerHttpObservationFilter.findObservationContext(request)
                .map(context -> context.<TracingContext>get(TracingContext.class))
                .map(TracingContext::getSpan)
                .map(span -> span.context().traceId());
    }
}
