package io.taskstream.api.idempotency;

import io.taskstream.api.body.BufferedRequest;
import io.taskstream.api.problem.ProblemException;
import io.taskstream.api.security.Caller;
import io.taskstream.api.security.Operator;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.method.HandlerMethod;

/**
 * A write by a caller, perhaps with an {@code Idempotency-Key}; as a parameter of a handler it reads both. Beside an
 * {@link Operator} it is the operator's write, and needs no caller. Give it to {@link IdempotentWrites}.
 *
 * @see <a href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/">The Idempotency-Key HTTP
 *     Header Field</a>
 */
public final class WriteRequest {
    /** 1 to 255 printable ASCII characters of the client's choice, best a UUID; only the user it is for shares it. */
    public static final String HEADER = "Idempotency-Key";

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e](?:[\\x20-\\x7e]{0,253}[\\x21-\\x7e])?");

    /** A space is in no user id, so no user has an operator's keys. */
    private static final String OPERATOR = "operator ";

    private final String owner;
    private final @Nullable Caller caller;
    private final @Nullable String key;
    private final byte[] fingerprint;

    private WriteRequest(String owner, @Nullable Caller caller, @Nullable String key, byte[] fingerprint) {
        this.owner = owner;
        this.caller = caller;
        this.key = key;
        this.fingerprint = fingerprint;
    }

    /**
     * The request as a handler with such parameters has it.
     *
     * @throws ProblemException as {@link Caller#of} or {@link Operator#current} does, and 400 for a key that isn't one
     */
    static WriteRequest of(HttpServletRequest request, Class<?>... parameters) {
        boolean byOperator = Arrays.asList(parameters).contains(Operator.class);
        Caller caller = byOperator ? null : Caller.of(request);
        String owner = caller == null ? OPERATOR + Operator.current().name() : caller.userId();
        String key = request.getHeader(HEADER);
        if (key == null) {
            return new WriteRequest(owner, caller, null, new byte[0]);
        }
        if (!KEY.matcher(key).matches()) {
            throw ProblemException.badRequest(HEADER, "must be 1 to 255 printable ASCII characters");
        }
        return new WriteRequest(owner, caller, key, fingerprint(request));
    }

    /** The request as one with a good key and caller, or empty; for when something has failed already. */
    static Optional<WriteRequest> keyed(HttpServletRequest request, @Nullable Object handler) {
        if (request.getHeader(HEADER) == null || "GET".equals(request.getMethod())) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    handler instanceof HandlerMethod method
                            ? of(request, method.getMethod().getParameterTypes())
                            : of(request));
        } catch (ProblemException | AuthenticationException e) {
            return Optional.empty();
        }
    }

    /** What makes two requests the same: method, path, query and the raw body. */
    private static byte[] fingerprint(HttpServletRequest request) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            String target = request.getMethod()
                    + ' '
                    + request.getRequestURI()
                    + '?'
                    + Objects.requireNonNullElse(request.getQueryString(), "")
                    + '\n';
            digest.update(target.getBytes(StandardCharsets.UTF_8));
            BufferedRequest.digestBody(request, digest);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JVM has SHA-256
        }
    }

    /**
     * For whom it is.
     *
     * @throws IllegalStateException for an operator's write
     */
    public Caller caller() {
        if (caller == null) {
            throw new IllegalStateException("An operator writes for nobody");
        }
        return caller;
    }

    /** Whose key it is: other owners may use the same. */
    String owner() {
        return owner;
    }

    @Nullable String key() {
        return key;
    }

    byte[] fingerprint() {
        return fingerprint.clone();
    }

    boolean hasFingerprint(byte[] other) {
        return MessageDigest.isEqual(fingerprint, other);
    }
}
