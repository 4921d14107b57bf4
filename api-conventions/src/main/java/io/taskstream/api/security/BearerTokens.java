package io.taskstream.api.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;

/**
 * Takes the token from the header {@code Authorization}, and from nowhere else. Spring's own resolver matches a regular
 * expression over the whole token, which costs more than looking the token up; what a token is made of is checked when
 * it is decoded.
 */
final class BearerTokens implements BearerTokenResolver {
    private static final String SCHEME = "Bearer ";

    @Override
    public @Nullable String resolve(HttpServletRequest request) {
        Enumeration<String> headers = request.getHeaders(HttpHeaders.AUTHORIZATION);
        if (headers == null || !headers.hasMoreElements()) {
            return null;
        }
        String header = headers.nextElement();
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return null;
        }
        String token = header.substring(SCHEME.length()).strip();
        if (token.isEmpty() || headers.hasMoreElements()) {
            throw new InvalidBearerTokenException("Not one bearer token");
        }
        return token;
    }
}
