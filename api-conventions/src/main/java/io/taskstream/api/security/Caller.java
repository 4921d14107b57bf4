package io.taskstream.api.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticationException;

/**
 * For whom a request is made. As a parameter of a handler it demands one: the user's own token with the scope
 * {@link #TASKS}, or a client's token with the scope {@link #ACT_FOR_USERS} and the user's id in the header
 * {@link #ACT_FOR_USER}; everybody else gets 403.
 *
 * @param userId whose data it is about: 1 to 128 characters of {@code A-Z a-z 0-9 . _ @ : + | -}
 * @param actingClient the client that acts for the user; null where the user acts
 */
public record Caller(String userId, @Nullable String actingClient, Set<String> scopes) {
    /** The scope of a user's token. */
    public static final String TASKS = "tasks";

    /** The scope of a client that may name the user it acts for. */
    public static final String ACT_FOR_USERS = "act_for_users";

    /** The scope (or role) of those who run the platform. */
    public static final String OPERATOR = "operator";

    /** The header in which a client names the user. */
    public static final String ACT_FOR_USER = "X-Act-For-User";

    public Caller {
        scopes = Set.copyOf(scopes);
    }

    /**
     * The caller of the current request, for code that isn't a handler.
     *
     * @throws io.taskstream.api.problem.ProblemException 403 or 400 as above
     * @throws AuthenticationException if the request has no token
     */
    public static Caller of(HttpServletRequest request) {
        return Callers.caller(Callers.token(), request.getHeader(ACT_FOR_USER));
    }
}
