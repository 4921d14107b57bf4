package io.taskstream.api.security;

/**
 * Somebody who runs the platform. As a parameter of a handler it demands a token with the scope or role
 * {@link Caller#OPERATOR}; everybody else gets 403.
 *
 * @param name the token's subject
 */
public record Operator(String name) {

    /**
     * The operator of the current request, for code that isn't a handler.
     *
     * @throws io.taskstream.api.problem.ProblemException 403 for everybody else
     * @throws org.springframework.security.core.AuthenticationException if the request has no token
     */
    public static Operator current() {
        return Callers.operator(Callers.token());
    }
}
