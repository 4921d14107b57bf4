package io.taskstream.api.security;

import io.taskstream.api.problem.ProblemException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/** Reads a {@link Caller} or an {@link Operator} from a token. */
final class Callers {
    private static final Pattern USER_ID = Pattern.compile("[A-Za-z0-9._@:+|-]{1,128}");

    private Callers() {}

    /** The token of the current request. */
    static Jwt token() {
        if (SecurityContextHolder.getContext().getAuthentication() instanceof JwtAuthenticationToken authentication) {
            return authentication.getToken();
        }
        throw new InsufficientAuthenticationException("A bearer token is required");
    }

    static Caller caller(Jwt token, @Nullable String actFor) {
        Set<String> scopes = scopes(token);
        String subject = Objects.requireNonNullElse(token.getSubject(), "");
        if (actFor != null && !actFor.equals(subject)) {
            return acting(token, subject, scopes, actFor);
        }
        if (!scopes.contains(Caller.TASKS)) {
            throw ProblemException.forbidden(
                    scopes.contains(Caller.ACT_FOR_USERS)
                            ? "A client that acts for users names the user in the header " + Caller.ACT_FOR_USER
                            : "The token needs the scope " + Caller.TASKS);
        }
        if (!USER_ID.matcher(subject).matches()) {
            throw ProblemException.forbidden("The token's subject is not a user id");
        }
        return new Caller(subject, null, scopes);
    }

    private static Caller acting(Jwt token, String subject, Set<String> scopes, String actFor) {
        if (!scopes.contains(Caller.ACT_FOR_USERS)) {
            throw ProblemException.forbidden(
                    "Only a token with the scope " + Caller.ACT_FOR_USERS + " may act for somebody else");
        }
        if (!USER_ID.matcher(actFor).matches()) {
            throw ProblemException.badRequest(
                    Caller.ACT_FOR_USER, "must be a user id: 1 to 128 characters of A-Z a-z 0-9 . _ @ : + | -");
        }
        return new Caller(actFor, client(token, subject), scopes);
    }

    /** Keycloak says it in {@code azp}; where only the subject is there, a client's own token has its id in it. */
    private static String client(Jwt token, String subject) {
        return Stream.of("azp", "client_id")
                .map(token::getClaimAsString)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(subject);
    }

    static Operator operator(Jwt token) {
        if (!scopes(token).contains(Caller.OPERATOR) && !roles(token).contains(Caller.OPERATOR)) {
            throw ProblemException.forbidden("This is for operators: the token needs the scope " + Caller.OPERATOR);
        }
        return new Operator(Objects.requireNonNullElse(token.getSubject(), "unnamed"));
    }

    private static Set<String> scopes(Jwt token) {
        Object scope = token.getClaim("scope");
        return switch (scope) {
            case String text -> new HashSet<>(Arrays.asList(text.split(" ")));
            case Collection<?> list -> strings(list);
            case null, default -> Set.of();
        };
    }

    private static Set<String> roles(Jwt token) {
        return token.getClaim("roles") instanceof Collection<?> list ? strings(list) : Set.of();
    }

    private static Set<String> strings(Collection<?> values) {
        Set<String> strings = new HashSet<>();
        values.forEach(value -> strings.add(String.valueOf(value)));
        return strings;
    }
}
