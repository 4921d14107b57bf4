package io.taskstream.api.security;

/**
 * Somebody who runs the platform. As a parameter of a handler it demands a token with the scope or role
 * {@link Caller#OPERATOR}; everybody else gets 403.
 *
 * @param name the token's subject
 */
public record Operator(String name) {}
