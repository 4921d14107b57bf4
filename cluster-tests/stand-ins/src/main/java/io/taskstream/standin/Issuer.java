package io.taskstream.standin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** Signs tokens with the claims that the chart's Keycloak realm gives them, for whoever knows the one secret. */
final class Issuer {
    private static final String KEY_ID = "stand-in";

    private final String issuer;
    private final String secret;
    private final KeyPair keys;
    private final Clock clock = Clock.systemUTC();

    private Issuer(String issuer, String secret, KeyPair keys) {
        this.issuer = issuer;
        this.secret = secret;
        this.keys = keys;
    }

    static void serve(Map<String, String> environment) throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        Issuer issuer = new Issuer(
                Objects.requireNonNull(environment.get("ISSUER")),
                Objects.requireNonNull(environment.get("CLIENT_SECRET")),
                generator.generateKeyPair());
        HttpServer server = HttpServer.create(new InetSocketAddress(8080), 0);
        server.createContext("/", issuer::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.endsWith("/.well-known/openid-configuration")) {
            json(
                    exchange,
                    200,
                    Map.of("issuer", issuer, "jwks_uri", issuer + "/jwks", "token_endpoint", issuer + "/token"));
        } else if (path.endsWith("/jwks")) {
            RSAPublicKey key = (RSAPublicKey) keys.getPublic();
            json(
                    exchange,
                    200,
                    Map.of(
                            "keys",
                            java.util.List.of(Map.of(
                                    "kty",
                                    "RSA",
                                    "kid",
                                    KEY_ID,
                                    "use",
                                    "sig",
                                    "alg",
                                    "RS256",
                                    "n",
                                    unsigned(key.getModulus()),
                                    "e",
                                    unsigned(key.getPublicExponent())))));
        } else if (path.endsWith("/token")) {
            Map<String, String> form =
                    form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            if (secret.equals(form.get("client_secret"))) {
                json(exchange, 200, Map.of("access_token", token(form), "token_type", "Bearer", "expires_in", 3600));
            } else {
                json(exchange, 401, Map.of("error", "invalid_client"));
            }
        } else {
            json(exchange, 404, Map.of());
        }
    }

    private String token(Map<String, String> form) {
        String client = form.getOrDefault("client_id", "");
        boolean user = form.containsKey("username");
        long now = clock.instant().getEpochSecond();
        String header =
                encoded(JsonMapper.shared().writeValueAsBytes(Map.of("alg", "RS256", "typ", "JWT", "kid", KEY_ID)));
        String claims = encoded(JsonMapper.shared()
                .writeValueAsBytes(Map.of(
                        "iss",
                        issuer,
                        "sub",
                        user ? form.get("username") : client,
                        "aud",
                        "taskstream",
                        "azp",
                        client,
                        "scope",
                        user ? "tasks" : "act_for_users",
                        "iat",
                        now,
                        "exp",
                        now + 3600)));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update((header + "." + claims).getBytes(StandardCharsets.US_ASCII));
            return header + "." + claims + "." + encoded(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> form(String body) {
        return Arrays.stream(body.split("&"))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2)
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private static String unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return encoded(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static void json(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] bytes = JsonMapper.shared().writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
