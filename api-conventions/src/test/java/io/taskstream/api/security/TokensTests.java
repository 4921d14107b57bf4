package io.taskstream.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.taskstream.api.app.NotesTest;
import io.taskstream.api.testing.Client;
import io.taskstream.api.testing.Client.Answer;
import io.taskstream.api.testing.TestIssuer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@NotesTest
class TokensTests {
    @LocalServerPort
    int port;

    @Autowired
    TestIssuer issuer;

    private Client client;

    @BeforeEach
    void client() {
        client = new Client(port);
    }

    @Test
    void a_good_token_names_the_user() {
        Answer answer = client.as(issuer.token("alice")).get("/api/whoami");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("user_id").asString()).isEqualTo("alice");
        assertThat(answer.json().path("in_logs").asString()).isEqualTo("alice");
    }

    @Test
    void without_a_token_everything_but_the_open_paths_is_refused() {
        for (String path : List.of("/api/whoami", "/api/nothing", "/actuator/env", "/")) {
            Answer answer = client.get(path);
            assertThat(answer.status()).as(path).isEqualTo(401);
            assertThat(answer.isProblem()).as(path).isTrue();
            assertThat(answer.header("WWW-Authenticate")).as(path).contains("Bearer");
        }
        for (String path : List.of("/livez", "/readyz", "/actuator/health", "/actuator/info", "/actuator/prometheus")) {
            assertThat(client.get(path).status()).as(path).isEqualTo(200);
        }
    }

    @Test
    void a_stale_token_does_not_fail_a_probe() {
        assertThat(client.as("rubbish").get("/livez").status()).isEqualTo(200);
    }

    static Stream<java.util.function.Function<TestIssuer, String>> badTokens() {
        return Stream.of(
                issuer -> issuer.forgedToken("alice"),
                issuer -> issuer.token(claims -> tasks(claims).issuer("http://elsewhere.example")),
                issuer -> issuer.token(claims -> tasks(claims).audience("another-api")),
                issuer -> issuer.token(claims -> tasks(claims).audience((String) null)),
                issuer -> issuer.token(claims ->
                        tasks(claims).expirationTime(Date.from(Instant.now().minusSeconds(60)))),
                issuer -> issuer.token(claims -> tasks(claims).expirationTime(null)),
                issuer -> issuer.token(claims ->
                        tasks(claims).notBeforeTime(Date.from(Instant.now().plusSeconds(120)))),
                issuer -> new PlainJWT(tasks(new JWTClaimsSet.Builder())
                                .issuer(issuer.uri())
                                .audience("taskstream")
                                .expirationTime(Date.from(Instant.now().plusSeconds(120)))
                                .build())
                        .serialize(),
                TokensTests::symmetric,
                issuer -> issuer.token("alice") + "x",
                issuer -> "not-a-token",
                issuer -> "");
    }

    private static JWTClaimsSet.Builder tasks(JWTClaimsSet.Builder claims) {
        return claims.subject("alice").claim("scope", "tasks");
    }

    /** Signed with something public as a shared secret: the classic confusion of algorithms. */
    private static String symmetric(TestIssuer issuer) {
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader(JWSAlgorithm.HS256),
                    tasks(new JWTClaimsSet.Builder())
                            .issuer(issuer.uri())
                            .audience("taskstream")
                            .expirationTime(Date.from(Instant.now().plusSeconds(120)))
                            .build());
            token.sign(new MACSigner("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8)));
            return token.serialize();
        } catch (com.nimbusds.jose.JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("badTokens")
    void a_bad_token_is_refused(java.util.function.Function<TestIssuer, String> token) {
        Answer answer = client.as(token.apply(issuer)).get("/api/whoami");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.isProblem()).isTrue();
        assertThat(answer.header("WWW-Authenticate").orElse("")).startsWith("Bearer");
    }

    @Test
    void clocks_may_differ_a_little() {
        String token = issuer.token(claims -> tasks(claims)
                .issueTime(Date.from(Instant.now().minus(Duration.ofMinutes(5))))
                .expirationTime(Date.from(Instant.now().minus(Duration.ofSeconds(5)))));

        assertThat(client.as(token).get("/api/whoami").status()).isEqualTo(200);
    }

    @Test
    void a_token_in_the_query_is_not_looked_at() {
        assertThat(client.get("/api/whoami?access_token=" + issuer.token("alice"))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void a_user_token_needs_the_scope_for_tasks() {
        String token = issuer.token(claims -> claims.subject("alice").claim("scope", "openid profile"));

        Answer answer = client.as(token).get("/api/whoami");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().path("detail").asString()).contains("tasks");
    }

    @Test
    void scopes_may_come_as_a_list() {
        String token = issuer.token(claims -> claims.subject("alice").claim("scope", List.of("openid", "tasks")));

        assertThat(client.as(token).get("/api/whoami").status()).isEqualTo(200);
    }

    @Test
    void a_chatbot_acts_for_the_user_it_names() {
        Answer answer =
                client.as(issuer.chatbotToken()).with("X-Act-For-User", "alice").get("/api/whoami");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("user_id").asString()).isEqualTo("alice");
        assertThat(answer.json().path("acting_client").asString()).isEqualTo("chatbot");
        assertThat(answer.json().path("in_logs").asString()).isEqualTo("alice");
    }

    @Test
    void the_acting_client_is_the_authorized_party_where_the_token_names_one() {
        String token = issuer.token(
                claims -> claims.subject("a1b2c3").claim("azp", "chatbot").claim("scope", "act_for_users"));

        Answer answer = client.as(token).with("X-Act-For-User", "alice").get("/api/whoami");

        assertThat(answer.json().path("acting_client").asString()).isEqualTo("chatbot");
    }

    @Test
    void a_chatbot_must_name_a_user() {
        Answer answer = client.as(issuer.chatbotToken()).get("/api/whoami");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().path("detail").asString()).contains("X-Act-For-User");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "alice;bob", "<script>", "'or 1=1", "../x"})
    void a_chatbot_must_name_a_user_that_can_be_one(String user) {
        Answer answer =
                client.as(issuer.chatbotToken()).with("X-Act-For-User", user).get("/api/whoami");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errors()).singleElement().asString().startsWith("X-Act-For-User: ");
    }

    @Test
    void a_user_cannot_act_for_another() {
        Answer answer = client.as(issuer.token("mallory"))
                .with("X-Act-For-User", "alice")
                .get("/api/whoami");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.isProblem()).isTrue();
    }

    @Test
    void a_user_may_name_itself() {
        Answer answer =
                client.as(issuer.token("alice")).with("X-Act-For-User", "alice").get("/api/whoami");

        assertThat(answer.json().path("acting_client").asString()).isEmpty();
    }

    @Test
    void only_operators_pass_where_operators_are_asked_for() {
        assertThat(client.as(issuer.token("alice")).get("/api/operators").status())
                .isEqualTo(403);
        assertThat(client.as(issuer.operatorToken()).get("/api/operators").status())
                .isEqualTo(200);
        String byRole = issuer.token(claims -> claims.subject("olivia").claim("roles", List.of("operator")));
        assertThat(client.as(byRole).get("/api/operators").status()).isEqualTo(200);
        assertThat(client.as(issuer.operatorToken()).get("/api/whoami").status())
                .as("and operators are not users")
                .isEqualTo(403);
    }
}
