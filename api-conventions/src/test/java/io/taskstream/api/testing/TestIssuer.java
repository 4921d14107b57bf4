package io.taskstream.api.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A small OIDC issuer on loopback: a discovery document, keys, and tokens really signed with them. Tokens are valid by
 * the machine's clock, from now for an hour.
 */
public final class TestIssuer implements AutoCloseable {
    /** Making keys takes long, so all issuers of a test run begin with the same. */
    private static final RSAKey FIRST_KEY = newKey();

    private static final RSAKey FOREIGN_KEY = newKey();

    private final HttpServer server;
    private final AtomicInteger keyRequests = new AtomicInteger();
    private volatile RSAKey key = FIRST_KEY;
    private volatile boolean down;

    public TestIssuer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext(
                "/.well-known/openid-configuration", exchange -> answer(exchange, """
                {"issuer": "%s", "jwks_uri": "%s/jwks"}""".formatted(uri(), uri())));
        server.createContext("/jwks", exchange -> {
            keyRequests.incrementAndGet();
            answer(exchange, new JWKSet(key.toPublicJWK()).toString());
        });
        server.start();
    }

    /** The issuer's URI: the {@code taskstream.issuer} of what is tested. */
    public String uri() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** A user's token, as after a login: scope {@code tasks}. */
    public String token(String user) {
        return token(claims -> claims.subject(user).claim("scope", "openid tasks"));
    }

    /** A chatbot's own token: client {@code chatbot}, scope {@code act_for_users}. */
    public String chatbotToken() {
        return token(claims -> claims.subject("chatbot").claim("scope", "act_for_users"));
    }

    /** An operator's token: scope {@code operator} only. */
    public String operatorToken() {
        return token(claims -> claims.subject("olivia").claim("scope", "operator"));
    }

    /** A token with whatever claims; issuer, audience and times are good unless changed. */
    public String token(Consumer<JWTClaimsSet.Builder> changes) {
        return signed(key, changes);
    }

    /** A token in our name, but signed with a key that isn't ours. */
    public String forgedToken(String user) {
        return signed(FOREIGN_KEY, claims -> claims.subject(user).claim("scope", "tasks"));
    }

    /** Signs with another key from now on. */
    public void rotateKey() {
        key = newKey();
    }

    /** Lets the issuer answer nothing but 503 for a while. */
    public void setDown(boolean down) {
        this.down = down;
    }

    /** How often the keys were fetched. */
    public int keyRequests() {
        return keyRequests.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private String signed(RSAKey signer, Consumer<JWTClaimsSet.Builder> changes) {
        Instant now = Instant.now();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(uri())
                .audience("taskstream")
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(Duration.ofHours(1))));
        changes.accept(claims);
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID(signer.getKeyID())
                        .type(JOSEObjectType.JWT)
                        .build(),
                claims.build());
        try {
            token.sign(new RSASSASigner(signer));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).keyID(UUID.randomUUID().toString()).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private void answer(HttpExchange exchange, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(down ? 503 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
