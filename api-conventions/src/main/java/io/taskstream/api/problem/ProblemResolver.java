package io.taskstream.api.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.filter.ServerHttpObservationFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/** Answers whatever a handler throws with a problem. */
final class ProblemResolver implements HandlerExceptionResolver, Ordered {
    private static final Logger log = LoggerFactory.getLogger(ProblemResolver.class);

    private final Problems problems;
    private final ProblemWriter writer;

    ProblemResolver(Problems problems, ProblemWriter writer) {
        this.problems = problems;
        this.writer = writer;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE + 100;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure) {
        if (failure instanceof AccessDeniedException || failure instanceof AuthenticationException) {
            return null; // the security filters answer
        }
        if (failure instanceof AsyncRequestNotUsableException) {
            return new ModelAndView(); // the client has gone
        }
        if (response.isCommitted()) {
            return null; // Tomcat cuts the connection: half an answer must not look whole
        }
        Problem problem = problems.of(failure);
        if (problem.status().is5xxServerError()) {
            ServerHttpObservationFilter.findObservationContext(request).ifPresent(context -> context.setError(failure));
            report(problem, failure);
        }
        try {
            writer.write(request, response, problem);
        } catch (IOException e) {
            log.debug("The client has gone before it got its answer", e);
        }
        return new ModelAndView();
    }

    private static void report(Problem problem, Exception failure) {
        switch (problem.status()) {
            case SERVICE_UNAVAILABLE ->
                log.warn("Answered 503, the caller may try again: {}: {}", problem.detail(), failure.toString());
            default -> log.error("Answered {}", problem.status().value(), failure);
        }
    }
}
