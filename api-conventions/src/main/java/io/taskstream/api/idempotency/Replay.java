package io.taskstream.api.idempotency;

import io.taskstream.api.idempotency.IdempotencyKeys.Used;
import io.taskstream.api.problem.Problem;
import io.taskstream.api.problem.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/**
 * When a request with an {@code Idempotency-Key} fails, for whatever reason, its first answer is looked up before the
 * failure is told: sent again, a deletion finds nothing, an {@code If-Match} is stale, and a date may have passed.
 */
final class Replay implements HandlerExceptionResolver, Ordered {
    static final String REPLAYED = "Idempotency-Replayed";
    private static final Logger log = LoggerFactory.getLogger(Replay.class);

    private final IdempotencyKeys keys;
    private final ProblemWriter writer;

    Replay(IdempotencyKeys keys, ProblemWriter writer) {
        this.keys = keys;
        this.writer = writer;
    }

    /** Before problems are answered. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE + 50;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure) {
        Optional<Used> used = find(request, handler);
        try {
            if (used.isPresent() && used.get().same()) {
                replay(response, used.get().answer());
            } else if (used.isPresent()) {
                writer.write(
                        request,
                        response,
                        Problem.of(
                                HttpStatus.UNPROCESSABLE_CONTENT,
                                "This " + WriteRequest.HEADER + " was used for another request"));
            } else if (failure instanceof KeyTakenException) {
                // it was there a moment ago, and has been forgotten since
                writer.write(request, response, Problem.unavailable("Try again"));
            } else {
                return null;
            }
        } catch (IOException e) {
            log.debug("The client has gone before it got its answer", e);
        }
        return new ModelAndView();
    }

    private Optional<Used> find(HttpServletRequest request, @Nullable Object handler) {
        try {
            return WriteRequest.keyed(request, handler).flatMap(keys::find);
        } catch (DataAccessException e) {
            log.debug("No answer can be looked up; the failure itself is told", e);
            return Optional.empty();
        }
    }

    private static void replay(HttpServletResponse response, KeptAnswer answer) throws IOException {
        response.resetBuffer();
        response.setStatus(answer.status());
        response.setHeader(REPLAYED, "true");
        if (answer.etag() != null) {
            response.setHeader(HttpHeaders.ETAG, answer.etag());
        }
        if (answer.location() != null) {
            response.setHeader(HttpHeaders.LOCATION, answer.location());
        }
        if (answer.body() != null) {
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            response.setContentLength(answer.body().length);
            response.getOutputStream().write(answer.body());
        }
        response.flushBuffer();
    }
}
