package io.taskstream.api.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.MDC;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Puts the subject of the token into the log lines of the request: an id, no personal data. */
final class UserInLogs extends OncePerRequestFilter {
    private static final String KEY = "user_id";

    /** Names the user for whom a client acts; the filter takes the name away again. */
    static void name(String userId) {
        MDC.put(KEY, userId);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || !authentication.isAuthenticated()) {
            chain.doFilter(request, response);
            return;
        }
        try (MDC.MDCCloseable _ = MDC.putCloseable(KEY, authentication.getName())) {
            chain.doFilter(request, response);
        }
    }
}
