package io.taskstream.local.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import io.taskstream.local.home.Checkout;
import io.taskstream.local.home.DataDirectory;
import io.taskstream.local.home.Installation;
import io.taskstream.local.home.Ports;
import io.taskstream.local.mail.MailStore;
import io.taskstream.local.mail.NtfyStandIn;
import io.taskstream.local.mail.TwilioStandIn;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoders;

/** The tokens are such as a service accepts, checked as a service checks them: by the issuer's metadata and keys. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IssuerTests {
    @SuppressWarnings("NullAway.Init")
    private Installation installation;

    @SuppressWarnings("NullAway.Init")
    private Issuer issuer;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        DataDirectory data = new DataDirectory(folder.resolve("data"));
        data.create();
        installation = Installation.of(Checkout.find(), data, freePorts(), Optional.empty());
        issuer = startIssuer();
    }

    @AfterAll
    void stop() {
        issuer.stop();
    }

    private Issuer startIssuer() throws Exception {
        Issuer starting = new Issuer(
                installation,
                MailStore.open(installation.data().mail(), 10, Clock.systemUTC()),
                new TwilioStandIn(installation));
        starting.start();
        starting.ready().get(60, TimeUnit.SECONDS);
        return starting;
    }

    private String uri() {
        return installation.ports().issuerUri();
    }

    @Test
    void a_user_gets_a_token_for_their_tasks_by_code_and_pkce() throws IOException, InterruptedException {
        Jwt token = decode(user("alice"));

        assertThat(token.getSubject()).isEqualTo("alice");
        assertThat(token.getAudience()).containsExactly("taskstream");
        assertThat(token.getClaimAsString("iss")).isEqualTo(uri());
        assertThat(token.getClaimAsString("email")).isEqualTo("alice@example.com");
        assertThat(token.getClaimAsString("scope")).isEqualTo("openid tasks");
        assertThat(Duration.between(token.getIssuedAt(), token.getExpiresAt())).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void an_operator_gets_the_operators_scope() throws IOException, InterruptedException {
        assertThat(decode(user("operator")).getClaimAsString("scope")).isEqualTo("openid operator tasks");
    }

    @Test
    void a_user_who_asks_for_the_operators_scope_does_not_get_it() throws IOException, InterruptedException {
        DemoUser pretender = new DemoUser("bob", true);

        Jwt token = decode(new TokenRequest(uri()).forUser(pretender));

        assertThat(token.getSubject()).isEqualTo("bob");
        assertThat(token.getClaimAsString("scope")).doesNotContain("operator");
    }

    @Test
    void a_chatbots_backend_gets_a_token_to_act_for_users() throws IOException, InterruptedException {
        String secret = Issuer.chatbotSecret(installation.secrets());

        Jwt token = decode(new TokenRequest(uri()).forClient("chatbot", secret, "act_for_users"));

        assertThat(token.getSubject()).isEqualTo("chatbot");
        assertThat(token.getAudience()).containsExactly("taskstream");
        assertThat(token.getClaimAsString("scope")).isEqualTo("act_for_users");
        assertThat(token.hasClaim("email")).isFalse();
    }

    @Test
    void a_code_is_worth_nothing_without_its_verifier() throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(uri() + "/oauth2/authorize?response_type=code&client_id="
                                        + Clients.CLI + "&scope=tasks&redirect_uri=" + Clients.CLI_REDIRECT))
                                .header("Accept", "text/html")
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        // without a challenge the request is refused before anybody is asked to log in
        assertThat(answer.headers().firstValue("Location").orElse("")).contains("error=invalid_request");
    }

    @Test
    void tokens_stay_valid_when_the_issuer_starts_again() throws Exception {
        String before = user("carol");
        String key = SignedJWT.parse(before).getHeader().getKeyID();

        issuer.stop();
        issuer = startIssuer();

        assertThat(decode(before).getSubject()).isEqualTo("carol");
        assertThat(SignedJWT.parse(user("carol")).getHeader().getKeyID()).isEqualTo(key);
    }

    @Test
    void push_messages_are_caught_beside_it_without_a_login_and_shown() throws IOException, InterruptedException {
        HttpClient http = HttpClient.newHttpClient();

        HttpResponse<String> taken = http.send(
                HttpRequest.newBuilder(URI.create(NtfyStandIn.url(installation.ports())))
                        .header("Content-Type", "application/json; charset=utf-8")
                        .POST(HttpRequest.BodyPublishers.ofString("""
                                {"topic": "alices-phone", "title": "Reminder", "message": "<b>Buy</b>", "priority": 4,
                                 "tags": ["alarm_clock"], "sequence_id": "7"}
                                """))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        HttpResponse<String> refused = http.send(
                HttpRequest.newBuilder(URI.create(NtfyStandIn.url(installation.ports())))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"topic\": \"no topic\"}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        HttpResponse<String> list = http.send(
                HttpRequest.newBuilder(URI.create(uri() + "/mail/api/push?topic=alices-phone"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        HttpResponse<String> page = http.send(
                HttpRequest.newBuilder(URI.create(uri() + "/mail/push")).build(), HttpResponse.BodyHandlers.ofString());

        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
        assertThat(taken.body()).contains("\"topic\":\"alices-phone\"");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(list.body()).contains("\"message\":\"<b>Buy</b>\"", "\"sequence_id\":\"7\"", "received_at");
        assertThat(page.body()).contains("&lt;b&gt;Buy").doesNotContain("<b>Buy");
    }

    @Test
    void caught_mail_is_served_beside_it_without_a_login() throws IOException, InterruptedException {
        HttpClient http = HttpClient.newHttpClient();

        HttpResponse<String> api = http.send(
                HttpRequest.newBuilder(URI.create(uri() + "/mail/api/messages?to=alice%40example.com"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        HttpResponse<String> page = http.send(
                HttpRequest.newBuilder(URI.create(uri() + "/mail")).build(), HttpResponse.BodyHandlers.ofString());

        assertThat(api.statusCode()).isEqualTo(200);
        assertThat(api.body()).isEqualTo("[]");
        assertThat(page.body()).contains("send-demo");
    }

    private String user(String name) throws IOException, InterruptedException {
        return new TokenRequest(uri()).forUser(DemoUser.named(name).orElseThrow());
    }

    private Jwt decode(String token) {
        JwtDecoder decoder = JwtDecoders.fromIssuerLocation(uri());
        return decoder.decode(token);
    }

    private static Ports freePorts() throws IOException {
        for (int offset = 2500; ; offset++) {
            Ports ports = new Ports(offset);
            try (ServerSocket socket = new ServerSocket(ports.issuer(), 1, InetAddress.getLoopbackAddress())) {
                if (socket.isBound()) {
                    return ports;
                }
            } catch (IOException e) {
                // taken: try the next
                continue;
            }
        }
    }
}
