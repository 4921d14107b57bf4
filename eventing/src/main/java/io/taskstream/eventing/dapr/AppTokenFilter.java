package io.taskstream.eventing.dapr;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.StringUtils;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets only the sidecar call the routes that are meant for it: it proves itself with the app API token. Without a
 * configured token nobody may.
 *
 * @see <a href="https://docs.dapr.io/operations/security/app-api-token/">Dapr: app API token</a>
 */
final class AppTokenFilter extends OncePerRequestFilter {
    private static final Logger log = LoggerFactory.getLogger(AppTokenFilter.class);
    private static final String HEADER = "dapr-api-token";

    private final byte @Nullable [] token;

    AppTokenFilter(@Nullable String token) {
        this.token = StringUtils.hasText(token) ? token.getBytes(StandardCharsets.UTF_8) : null;
        if (this.token == null) {
            log.error("APP_API_TOKEN is not set: every call of the sidecar will be refused; "
                    + "set the same APP_API_TOKEN for the service and its sidecar");
        }
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (AppHealthController.PATH.equals(request.getServletPath()) || authentic(request.getHeader(HEADER))) {
            chain.doFilter(request, response);
            return;
        }
        response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        response.setContentType("application/problem+json");
        response.getOutputStream()
                .write("{\"title\":\"Unauthorized\",\"status\":401,\"detail\":\"This route is for the Dapr sidecar\"}"
                        .getBytes(StandardCharsets.UTF_8));
    }

    private boolean authentic(@Nullable String given) {
        return token != null && given != null && MessageDigest.isEqual(token, given.getBytes(StandardCharsets.UTF_8));
    }
}
