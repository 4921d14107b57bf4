package io.taskstream.api.security;

import io.taskstream.api.problem.Problem;
import io.taskstream.api.problem.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/**
 * Answers 401 without a good token, 403 where a good one doesn't suffice, and 503 while the issuer's keys can't be had.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-3">RFC 6750, 3: WWW-Authenticate</a>
 */
final class SecurityProblems implements AuthenticationEntryPoint, AuthenticationFailureHandler, AccessDeniedHandler {
    private static final Logger log = LoggerFactory.getLogger(SecurityProblems.class);

    private final ProblemWriter writer;

    SecurityProblems(ProblemWriter writer) {
        this.writer = writer;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        writer.write(request, response, problem(failure));
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        commence(request, response, failure);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException failure)
            throws IOException {
        writer.write(request, response, Problem.of(HttpStatus.FORBIDDEN, "The token doesn't allow this"));
    }

    private static Problem problem(AuthenticationException failure) {
        return switch (failure) {
            case AuthenticationServiceException e -> {
                log.warn("Tokens can't be checked, callers get 503 until the issuer is back: {}", e.getMessage());
                yield Problem.unavailable("Tokens can't be checked at the moment; try again");
            }
            case InvalidBearerTokenException e -> unauthorized(reason(e), "Bearer error=\"invalid_token\"");
            default -> unauthorized("A valid bearer token is required", "Bearer");
        };
    }

    private static Problem unauthorized(String detail, String challenge) {
        return new Problem(HttpStatus.UNAUTHORIZED, detail, List.of(), Map.of(HttpHeaders.WWW_AUTHENTICATE, challenge));
    }

    /** Our own checks say which failed; whatever else is wrong with a token is nobody's business. */
    private static String reason(InvalidBearerTokenException failure) {
        return failure.getCause() instanceof JwtValidationException invalid
                ? invalid.getErrors().stream()
                        .findFirst()
                        .map(error -> error.getDescription())
                        .orElse("The token is not valid")
                : "The token is not valid";
    }
}
