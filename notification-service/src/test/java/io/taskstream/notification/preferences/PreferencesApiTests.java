package io.taskstream.notification.preferences;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskstream.api.testing.Client;
import io.taskstream.api.testing.Client.Answer;
import io.taskstream.api.testing.TestIssuer;
import io.taskstream.notification.Platform;
import io.taskstream.notification.ServiceTest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@ServiceTest
class PreferencesApiTests {
    private static final String PATH = "/api/preferences";

    @Autowired
    Platform platform;

    @Autowired
    TestIssuer issuer;

    private final String user = Platform.newUser();
    private Client client;

    @BeforeEach
    void logIn() {
        client = new Client(platform.port()).as(issuer.token(user));
    }

    private static String email(String address) {
        return "{\"email\": \"" + address + "\"}";
    }

    @Test
    void who_has_said_nothing_has_no_address_at_version_0() {
        Answer answer = client.get(PATH);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("ETag")).contains("\"0\"");
        assertThat(answer.json().get("user_id").asString()).isEqualTo(user);
        assertThat(answer.json().get("email").isNull()).isTrue();
    }

    @Test
    void an_address_is_kept_and_mails_go_there() {
        Answer put = client.put(PATH, email(user + "@elsewhere.example"));

        assertThat(put.status()).as(put.body()).isEqualTo(200);
        assertThat(put.header("ETag")).contains("\"1\"");
        assertThat(client.get(PATH).body()).isEqualTo(put.body());
        assertThat(put.json().get("email").asString()).isEqualTo(user + "@elsewhere.example");

        platform.deliver(Platform.ring(user, "email", "Buy groceries"));

        await().untilAsserted(() ->
                assertThat(platform.mails(user + "@elsewhere.example")).hasSize(1));
        assertThat(platform.mails(user + "@example.com")).isEmpty();
    }

    @Test
    void everybody_has_their_own() {
        client.put(PATH, email("mine@elsewhere.example"));
        Client other = new Client(platform.port()).as(issuer.token(Platform.newUser()));

        assertThat(other.get(PATH).json().get("email").isNull()).isTrue();
        assertThat(new Client(platform.port()).get(PATH).status()).isEqualTo(401);
        assertThat(new Client(platform.port()).put(PATH, email("a@b.cd")).status())
                .isEqualTo(401);
    }

    @Test
    void a_stale_version_is_refused_and_changes_nothing() {
        assertThat(client.with("If-Match", "\"0\"")
                        .put(PATH, email("first@b.cd"))
                        .status())
                .isEqualTo(200);
        assertThat(client.with("If-Match", "\"0\"")
                        .put(PATH, email("stale@b.cd"))
                        .status())
                .isEqualTo(412);
        assertThat(client.get(PATH).json().get("email").asString()).isEqualTo("first@b.cd");
        assertThat(client.with("If-Match", "\"1\"")
                        .put(PATH, email("second@b.cd"))
                        .header("ETag"))
                .contains("\"2\"");
    }

    @Test
    void of_writes_at_the_same_time_each_gets_a_version_of_its_own() {
        List<CompletableFuture<String>> writes = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> client.put(PATH, email("a" + i + "@b.cd"))
                                .header("ETag")
                                .orElseThrow(),
                        task -> Thread.ofVirtual().start(task)))
                .toList();

        assertThat(writes.stream().map(CompletableFuture::join))
                .doesNotHaveDuplicates()
                .contains("\"8\"");
    }

    @Test
    void a_repeated_key_gives_the_first_answer() {
        Client keyed = client.with("Idempotency-Key", "preferences-" + user);

        Answer first = keyed.put(PATH, email("first@b.cd"));
        client.put(PATH, email("second@b.cd"));
        Answer again = keyed.put(PATH, email("first@b.cd"));

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(client.get(PATH).json().get("email").asString()).isEqualTo("second@b.cd");
        assertThat(keyed.put(PATH, email("other@b.cd")).status()).isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"email\": null}",
                "{\"email\": 7}",
                "{\"email\": [\"a@b.cd\"]}",
                "{\"email\": \"\"}",
                "{\"email\": \"a@b.cd;c@d.ef\"}",
                "{\"email\": \"a@b.cd, c@d.ef\"}",
                "{\"email\": \"a@b.cd\\r\\nBcc: c@d.ef\"}",
                "{\"email\": \"a\\u0000@b.cd\"}",
                "{\"email\": \"A <a@b.cd>\"}"
            })
    void a_bad_address_is_refused(String body) {
        Answer answer = client.put(PATH, body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.errors()).singleElement().asString().startsWith("email");
        assertThat(answer.body()).doesNotContain("c@d.ef");
        assertThat(client.get(PATH).header("ETag")).contains("\"0\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "[]", "{\"email\": \"a@b.cd\", \"admin\": true}", "{\"email\":\"a@b.cd\"}{}", "null"})
    void a_bad_body_is_refused(String body) {
        Answer answer = client.put(PATH, body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.isProblem()).isTrue();
        assertThat(client.get(PATH).header("ETag")).contains("\"0\"");
    }
}
