package io.taskstream.notification.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskstream.api.testing.Client;
import io.taskstream.api.testing.Client.Answer;
import io.taskstream.api.testing.SettableClock;
import io.taskstream.api.testing.TestIssuer;
import io.taskstream.notification.Platform;
import io.taskstream.notification.ServiceTest;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServiceTest
class VerificationTests {
    private static final String PATH = "/api/preferences";

    @Autowired
    Platform platform;

    @Autowired
    TestIssuer issuer;

    @Autowired
    SettableClock clock;

    @Autowired
    JdbcClient jdbc;

    private final String user = Platform.newUser();
    private final String address = user + "@elsewhere.example";
    private Client client;

    @BeforeEach
    void logIn() {
        Date later = Date.from(clock.instant().plus(Duration.ofHours(6)));
        client = new Client(platform.port())
                .as(issuer.token(
                        claims -> claims.subject(user).claim("scope", "tasks").expirationTime(later)));
    }

    @AfterEach
    void itIsNow() {
        clock.reset();
    }

    private Answer named(String email) {
        Answer answer = client.put(PATH, "{\"email\": \"" + email + "\"}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private Answer enter(String code) {
        return client.post(PATH + "/verify", "{\"address\": \"email\", \"code\": \"" + code + "\"}");
    }

    private Answer another() {
        return client.post(PATH + "/verification", "{\"address\": \"email\"}");
    }

    private boolean verified() {
        return client.get(PATH).json().get("email_verified").asBoolean();
    }

    private static String wrong(String code) {
        return code.equals("000000") ? "000001" : "000000";
    }

    @Test
    void nothing_but_the_code_goes_to_an_address_until_it_is_entered() {
        assertThat(named(address).json().get("email_verified").asBoolean()).isFalse();
        String code = platform.codeFor(address);
        platform.deliver(Platform.ring(user, "email", "Buy groceries"));
        await().untilAsserted(() -> assertThat(platform.outcomes(user)).hasSize(2));
        assertThat(platform.outcomes(user).getLast().get("status").asString()).isEqualTo("failed");
        assertThat(platform.outcomes(user).getLast().get("reason").asString())
                .startsWith("the email address is not verified: POST /api/preferences/verify");

        Answer entered = enter(code);

        assertThat(entered.status()).as(entered.body()).isEqualTo(200);
        assertThat(entered.header("ETag")).contains("\"2\"");
        assertThat(verified()).isTrue();
        platform.deliver(Platform.ring(user, "email", "Call mum"));
        await().untilAsserted(() -> assertThat(platform.mails(address)).hasSize(2));
        assertThat(platform.mails(user + "@example.com")).isEmpty();
    }

    @Test
    void a_code_works_once() {
        named(address);
        String code = platform.codeFor(address);

        assertThat(enter(code).status()).isEqualTo(200);
        assertThat(enter(code).status()).isEqualTo(409);
        assertThat(client.get(PATH).header("ETag")).contains("\"2\"");
    }

    @Test
    void a_repeated_request_gets_its_first_answer() {
        named(address);
        String code = platform.codeFor(address);
        Client keyed = client.with("Idempotency-Key", "verify-" + user);
        String body = "{\"address\": \"email\", \"code\": \"" + code + "\"}";

        Answer first = keyed.post(PATH + "/verify", body);

        assertThat(keyed.post(PATH + "/verify", body).body()).isEqualTo(first.body());
    }

    @Test
    void after_five_tries_even_the_right_code_is_worth_nothing() {
        named(address);
        String code = platform.codeFor(address);

        assertThat(enter(wrong(code)).errors()).containsExactly("code: is not the one that was sent; 4 tries are left");
        IntStream.range(0, 3).forEach(_ -> enter(wrong(code)));
        assertThat(enter(wrong(code)).body()).contains("was the last try");
        Answer late = enter(code);

        assertThat(late.status()).isEqualTo(400);
        assertThat(late.errors()).singleElement().asString().startsWith("code: was wrong too often");
        assertThat(verified()).isFalse();
    }

    @Test
    void tries_at_the_same_time_count_each() {
        named(address);
        String code = platform.codeFor(address);
        List<CompletableFuture<Answer>> tries = IntStream.range(0, 20)
                .mapToObj(_ -> CompletableFuture.supplyAsync(
                        () -> enter(wrong(code)), task -> Thread.ofVirtual().start(task)))
                .toList();

        assertThat(tries.stream().map(CompletableFuture::join).map(Answer::body))
                .filteredOn(body -> body.contains("is not the one that was sent"))
                .hasSize(5);
    }

    @Test
    void a_code_expires() {
        named(address);
        String code = platform.codeFor(address);

        clock.forward(Duration.ofMinutes(15));

        assertThat(enter(code).errors()).singleElement().asString().startsWith("code: has expired");
        clock.forward(Duration.ofMinutes(-1));
        assertThat(enter(code).status()).isEqualTo(200);
    }

    @Test
    void another_code_takes_the_place_of_the_first_but_not_at_once() {
        named(address);
        String first = platform.codeFor(address);
        Answer tooSoon = another();
        assertThat(tooSoon.status()).isEqualTo(429);
        assertThat(Integer.parseInt(tooSoon.header("Retry-After").orElseThrow()))
                .isBetween(1, 60);

        clock.forward(Duration.ofSeconds(61));
        Answer sent = another();

        assertThat(sent.status()).as(sent.body()).isEqualTo(202);
        assertThat(sent.json().get("address").asString()).isEqualTo("email");
        await().untilAsserted(() -> assertThat(platform.mails(address)).hasSize(2));
        String second = Platform.code(platform.mails(address).getLast());
        if (!first.equals(second)) {
            assertThat(enter(first).status()).isEqualTo(400);
        }
        assertThat(enter(second).status()).isEqualTo(200);
        assertThat(another().status()).isEqualTo(409);
    }

    @Test
    void nobody_floods_others_with_codes() {
        IntStream.range(0, 5).forEach(i -> named("stranger" + i + "-" + address));

        Answer sixth = client.put(PATH, "{\"email\": \"stranger5-" + address + "\"}");

        assertThat(sixth.status()).isEqualTo(429);
        assertThat(sixth.header("Retry-After")).isPresent();
        assertThat(client.get(PATH).json().get("email").asString()).startsWith("stranger4-");
        clock.forward(Duration.ofMinutes(61));
        assertThat(client.put(PATH, "{\"email\": \"stranger5-" + address + "\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_code_for_the_last_address_proves_nothing_about_the_next() {
        named(address);
        String code = platform.codeFor(address);
        named("next-" + address);

        if (!platform.codeFor("next-" + address).equals(code)) {
            assertThat(enter(code).status()).isEqualTo(400);
        }
        assertThat(verified()).isFalse();
    }

    @Test
    void an_address_that_stays_stays_verified() {
        named(address);
        enter(platform.codeFor(address));

        assertThat(named(address).json().get("email_verified").asBoolean()).isTrue();
        assertThat(named("next-" + address).json().get("email_verified").asBoolean())
                .isFalse();
        assertThat(named(address).json().get("email_verified").asBoolean()).isFalse();
    }

    @Test
    void a_phone_is_verified_over_sms() {
        Answer put = client.put(PATH, "{\"phone\": \"+4915112345678\"}");

        assertThat(put.json().get("phone_verified").asBoolean()).isFalse();
        assertThat(platform.rows(user))
                .singleElement()
                .satisfies(row ->
                        assertThat(row).containsEntry("kind", "VERIFICATION").containsEntry("channel", "sms"));
        assertThat(client.post(PATH + "/verify", "{\"address\": \"phone\", \"code\": \"12345x\"}")
                        .errors())
                .containsExactly("code: must be the 6 digits that were sent");
    }

    @Test
    void the_link_asks_first_and_does_the_same_once() {
        named(address);
        platform.codeFor(address);
        String link = Platform.link(platform.mails(address).getLast(), "/api/verify/");
        Client anybody = new Client(platform.port());

        Answer page = anybody.get(link);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("<form method=\"post\">");
        assertThat(verified()).isFalse();

        assertThat(anybody.post(link, "").status()).isEqualTo(200);
        assertThat(verified()).isTrue();
        assertThat(anybody.post(link, "").status()).isEqualTo(404);
        assertThat(anybody.get(link + "x").status()).isEqualTo(404);
    }

    @Test
    void a_link_expires_with_its_code() {
        named(address);
        platform.codeFor(address);
        String link = Platform.link(platform.mails(address).getLast(), "/api/verify/");

        clock.forward(Duration.ofMinutes(16));

        assertThat(new Client(platform.port()).post(link, "").status()).isEqualTo(404);
        assertThat(verified()).isFalse();
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void codes_are_in_the_message_and_nowhere_else(CapturedOutput output) {
        named(address);
        String code = platform.codeFor(address);
        await().untilAsserted(() -> assertThat(platform.outcomes(user)).hasSize(1));
        enter(wrong(code));

        // digits by themselves: others, such as microseconds, may hold the same
        String alone = "(?s).*[^0-9]" + code + "[^0-9].*";
        assertThat(platform.outcomes(user).getFirst().toString()).doesNotMatch(alone);
        assertThat(client.get("/api/notifications").body())
                .contains("verification")
                .doesNotMatch(alone);
        assertThat(output.getAll()).doesNotMatch(alone).doesNotContain(address);
        Map<String, Object> row = platform.rows(user).getFirst();
        assertThat(row).containsEntry("status", "SENT").containsEntry("content", null);
        assertThat(jdbc.sql("select encode(code_hash, 'escape') from verification where user_id = ?")
                        .param(user)
                        .query(String.class)
                        .single())
                .doesNotContain(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"address\": \"email\"}",
                "{\"address\": \"email\", \"code\": 123456}",
                "{\"address\": \"email\", \"code\": \"12345\"}",
                "{\"address\": \"email\", \"code\": \"１２３４５６\"}",
                "{\"address\": \"push\", \"code\": \"123456\"}",
                "{\"address\": \"email\", \"code\": \"123456\", \"user\": \"alice\"}"
            })
    void bad_proofs_are_refused(String body) {
        assertThat(client.post(PATH + "/verify", body).status()).isEqualTo(400);
    }

    @Test
    void where_there_is_nothing_to_verify_it_says_so() {
        assertThat(enter("123456").status()).isEqualTo(409);
        assertThat(another().status()).isEqualTo(409);
        assertThat(client.post(PATH + "/verification", "{}").status()).isEqualTo(400);
        assertThat(new Client(platform.port()).post(PATH + "/verify", "{}").status())
                .isEqualTo(401);
    }
}
