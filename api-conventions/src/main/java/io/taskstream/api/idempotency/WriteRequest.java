package io.taskstream.api.idempotency;

import io.taskstream.api.body.BufferedRequest;
import io.taskstream.api.problem.ProblemException;
import io.taskstream.api.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticationException;

/**
 * A write by a caller, perhaps with an {@code Idempotency-Key}; as a parameter of a handler it reads both. Give it to
 * {@link IdempotentWrites}.
 *
 * @see <a href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/">The Idempotency-Key HTTP
 *     Header Field</a>
 */
public final class WriteRequest {
    /** 1 to 255 printable ASCII characters of the client's choice, best a UUID; only the user it is for shares it. */
    public static final String HEADER = "Idempotency-Key";

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e](?:[\\x20-\\x7e]{0,253}[\\x21-\\x7e])?");

    private final Caller caller;
    private final @Nullable String key;
    private final byte[] fingerprint;

    private WriteRequest(Caller caller, @Nullable String key, byte[] fingerprint) {
        this.caller = caller;
        this.key = key;
        this.fingerprint = fingerprint;
    }

    /** @throws ProblemException as {@link Caller#of} does, and 400 for a key that isn't one */
    static WriteRequest of(HttpServletRequest request) {
        Caller caller = Caller.of(request);
        String key = request.getHeader(HEADER);
        if (key == null) {
            return new WriteRequest(caller, null, new byte[0]);
        }
        if (!KEY.matcher(key).matches()) {
            throw ProblemException.badRequest(HEADER, "must be 1 to 255 printable ASCII characters");
        }
        return new WriteRequest(caller, key, fingerprint(request));
    }

    /** The request as one with a good key and caller, or empty; for when something has failed already. */
    static Optional<WriteRequest> keyed(HttpServletRequest request) {
        if (request.getHeader(HEADER) == null || "GET".equals(request.getMethod())) {
            return Optional.empty();
        }
        try {
            return Optional.of(of(request));
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

    public Caller caller() {
        return caller;
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
