package io.taskstream.api.body;

import io.taskstream.api.problem.Problem;
import io.taskstream.api.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.SocketTimeoutException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads the body of a request as a whole, up to a limit. It runs behind the security filters, so nobody without a token
 * makes us read anything. What the sidecar sends is bounded by the sidecar.
 */
final class BodyFilter extends OncePerRequestFilter {
    private final int limit;
    private final ProblemWriter writer;

    BodyFilter(DataSize limit, ProblemWriter writer) {
        this.limit = Math.toIntExact(limit.toBytes());
        this.writer = writer;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getServletPath();
        return path.startsWith("/dapr/") || path.startsWith("/actors/") || path.startsWith("/actuator/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long length = request.getContentLengthLong();
        if (length > limit) {
            refuse(request, response);
            return;
        }
        if (length == 0 || (length < 0 && request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null)) {
            chain.doFilter(request, response);
            return;
        }
        byte[] body;
        try {
            body = request.getInputStream().readNBytes(limit + 1);
        } catch (SocketTimeoutException e) {
            writer.write(
                    request,
                    response,
                    Problem.of(HttpStatus.REQUEST_TIMEOUT, "The request body didn't arrive in time"));
            return;
        } catch (IOException e) {
            writer.write(request, response, Problem.badRequest("body", "could not be read to its end"));
            return;
        }
        if (body.length > limit) {
            refuse(request, response);
            return;
        }
        chain.doFilter(new BufferedRequest(request, body), response);
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
        writer.write(
                request,
                response,
                Problem.of(HttpStatus.CONTENT_TOO_LARGE, "The request body may have at most " + limit + " bytes"));
    }
}
