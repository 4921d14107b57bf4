package io.taskstream.local.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.taskstream.local.home.PrivateFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.UUID;

/** The key that signs tokens, kept so that tokens stay valid over a restart. */
final class SigningKeys {
    private static final int BITS = 2048;

    private SigningKeys() {}

    static JWKSet loadOrCreate(Path file) throws IOException {
        try {
            if (Files.exists(file)) {
                return JWKSet.parse(Files.readString(file));
            }
            RSAKey key = new RSAKeyGenerator(BITS)
                    .keyUse(KeyUse.SIGNATURE)
                    .keyID(UUID.randomUUID().toString())
                    .generate();
            JWKSet keys = new JWKSet(key);
            PrivateFile.write(file, keys.toString(false).getBytes(StandardCharsets.UTF_8));
            return keys;
        } catch (JOSEException | ParseException e) {
            throw new IOException("The issuer's signing keys in " + file + " can't be used", e);
        }
    }
}
