package io.taskstream.notification.webhooks;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.crypto.encrypt.AesGcmBytesEncryptor;
import org.springframework.security.crypto.encrypt.BytesEncryptor;
import org.springframework.stereotype.Component;

/**
 * Secrets of webhooks, and how they are stored: they have to sign, so a hash won't do. With a key they are encrypted
 * (AES-GCM, each with a nonce of its own); without one they are as safe as the database.
 */
@Component
class Secrets {
    private static final String SETTING = "taskstream.notification.webhooks.secret-key";
    private static final Logger log = LoggerFactory.getLogger(Secrets.class);

    private static final String PREFIX = "whsec_";
    /** Standard Webhooks asks for 24 to 64. */
    private static final int BYTES = 32;

    private static final String ENCRYPTED = "aes-gcm:";
    private static final int KEY_BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final @Nullable BytesEncryptor encryptor;

    /** @param key 32 bytes in base64; unset or empty for none */
    Secrets(@Value("${" + SETTING + ":}") String key) {
        this.encryptor = key.isBlank()
                ? null
                : AesGcmBytesEncryptor.withSecretKey(new SecretKeySpec(bytes(key.strip()), "AES"))
                        .build();
        if (encryptor == null) {
            log.warn("Secrets of webhooks are stored as they are: set {} to encrypt new ones", SETTING);
        }
    }

    private static byte[] bytes(String key) {
        try {
            byte[] bytes = Base64.getDecoder().decode(key);
            if (bytes.length == KEY_BYTES) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // said below: the exception would repeat a part of the key
        }
        throw new IllegalArgumentException(
                SETTING + " must be 32 bytes in base64: make one with openssl rand -base64 32");
    }

    /** A new secret, as its owner gets it. */
    String make() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return PREFIX + Base64.getEncoder().encodeToString(bytes);
    }

    /** How it is stored. */
    String sealed(String secret) {
        return encryptor == null
                ? secret
                : ENCRYPTED
                        + Base64.getEncoder()
                                .encodeToString(encryptor.encrypt(secret.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * What was stored.
     *
     * @throws IllegalStateException if it's encrypted with a key that isn't ours
     */
    String opened(String stored) {
        if (!stored.startsWith(ENCRYPTED)) {
            return stored;
        }
        if (encryptor == null) {
            throw new IllegalStateException("A secret of a webhook is encrypted: set " + SETTING);
        }
        try {
            return new String(
                    encryptor.decrypt(Base64.getDecoder().decode(stored.substring(ENCRYPTED.length()))),
                    StandardCharsets.UTF_8);
        } catch (RuntimeException e) {
            throw new IllegalStateException("A secret of a webhook is encrypted with another key than " + SETTING, e);
        }
    }
}
