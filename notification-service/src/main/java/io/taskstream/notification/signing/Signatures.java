package io.taskstream.notification.signing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * HMAC-SHA-256 with the installation's secret. What is signed for one purpose is worth nothing for another.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2104">RFC 2104</a>
 */
@Component
public class Signatures implements SmartLifecycle {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHORTEST_SECRET = 32;
    private static final int LONGEST_TOKEN = 1_000;
    /** In no user's id, and in nothing else that is signed. */
    private static final String BETWEEN = "\n";

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final @Nullable String secret;
    private volatile boolean running;

    Signatures(@Value("${taskstream.notification.secret:#{null}}") @Nullable String secret) {
        this.secret = secret;
    }

    /** A fingerprint of these parts that nobody makes without the secret. */
    public byte[] sign(String purpose, String... parts) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(required().getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return mac.doFinal((purpose + BETWEEN + String.join(BETWEEN, parts)).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every JVM has it
        }
    }

    /** The parts with their signature, fit for a URL. They can be read by who has the token. */
    public String token(String purpose, String... parts) {
        return ENCODER.encodeToString(String.join(BETWEEN, parts).getBytes(StandardCharsets.UTF_8))
                + "."
                + ENCODER.encodeToString(sign(purpose, parts));
    }

    /** The parts of a token that was made for this purpose; empty for anything else. */
    public Optional<List<String>> open(String purpose, String token) {
        int dot = token.indexOf('.');
        if (dot < 0 || token.length() > LONGEST_TOKEN) {
            return Optional.empty();
        }
        try {
            Base64.Decoder decoder = Base64.getUrlDecoder();
            String[] parts =
                    new String(decoder.decode(token.substring(0, dot)), StandardCharsets.UTF_8).split(BETWEEN, -1);
            // the text itself, not what it decodes to: a token can be written in one way only
            return MessageDigest.isEqual(
                            token(purpose, parts).getBytes(StandardCharsets.UTF_8),
                            token.getBytes(StandardCharsets.UTF_8))
                    ? Optional.of(List.of(parts))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private String required() {
        if (secret == null || secret.length() < SHORTEST_SECRET) {
            throw new IllegalStateException("taskstream.notification.secret is not set: set"
                    + " TASKSTREAM_NOTIFICATION_SECRET to " + SHORTEST_SECRET + " random characters or more, the same"
                    + " for every instance; links in mails that were sent are good only as long as it stays");
        }
        return secret;
    }

    /** First of all, but not where only the database is migrated. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }

    @Override
    public void start() {
        required();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
