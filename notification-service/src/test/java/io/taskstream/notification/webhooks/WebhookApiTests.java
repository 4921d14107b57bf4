package io.taskstream.notification.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskstream.api.testing.Client;
import io.taskstream.api.testing.Client.Answer;
import io.taskstream.api.testing.TestIssuer;
import io.taskstream.notification.Platform;
import io.taskstream.notification.ServiceTest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@ServiceTest
class WebhookApiTests {
    private static final String PATH = "/api/webhooks";
    private static final String BODY = "{\"url\": \"https://example.com/hook\", \"event_types\": [\"task-events\"]}";

    @Autowired
    Platform platform;

    @Autowired
    TestIssuer issuer;

    @Autowired
    JdbcClient jdbc;

    private final String user = Platform.newUser();
    private Client client;

    @BeforeEach
    void logIn() {
        client = new Client(platform.port()).as(issuer.token(user));
    }

    private Client other() {
        return new Client(platform.port()).as(issuer.token(Platform.newUser()));
    }

    private static String path(Answer created) {
        return PATH + "/" + created.json().get("webhook_id").asString();
    }

    @Test
    void a_webhook_is_created_with_a_secret_that_is_shown_only_then() {
        Answer created = client.post(
                PATH,
                "{\"url\": \"https://example.com/hook?a=b\", \"event_types\": [\"task.created.v1\", \"reminders\","
                        + " \"task.created.v1\"], \"description\": \"My tracker\"}");

        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(created.header("ETag")).contains("\"1\"");
        assertThat(created.header("Location")).contains(path(created));
        assertThat(created.json().get("secret").asString()).startsWith("whsec_");
        Answer got = client.get(path(created));
        assertThat(got.json().has("secret")).isFalse();
        assertThat(got.header("ETag")).contains("\"1\"");
        assertThat(got.json().get("url").asString()).isEqualTo("https://example.com/hook?a=b");
        assertThat(got.json().get("event_types").toString()).isEqualTo("[\"task.created.v1\",\"reminders\"]");
        assertThat(got.json().get("description").asString()).isEqualTo("My tracker");
        assertThat(got.json().get("status").asString()).isEqualTo("active");
        assertThat(client.get(PATH).body()).doesNotContain("whsec_").contains("My tracker");
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void a_secret_is_neither_in_the_log_nor_readable_in_the_table(CapturedOutput output) {
        Answer created = client.post(PATH, BODY);
        Answer rotated = client.post(path(created) + "/rotate-secret", "");

        List<String> stored = jdbc.sql("select secret || ' ' || previous_secret from webhook where user_id = ?")
                .param(user)
                .query(String.class)
                .list();
        assertThat(stored).singleElement().asString().doesNotContain("whsec_").contains("aes-gcm:");
        assertThat(output.getAll())
                .doesNotContain(
                        created.json().get("secret").asString().substring(6),
                        rotated.json().get("secret").asString().substring(6));
    }

    @Test
    void a_repeated_key_gives_the_first_answer() {
        Client keyed = client.with("Idempotency-Key", "webhook-" + user);

        Answer first = keyed.post(PATH, BODY);

        assertThat(keyed.post(PATH, BODY).body()).isEqualTo(first.body());
        assertThat(client.get(PATH).json().get("items").size()).isEqualTo(1);
        assertThat(keyed.post(PATH, BODY.replace("hook", "other")).status()).isEqualTo(422);
    }

    @Test
    void a_user_has_ten_webhooks_at_most_also_when_they_come_at_the_same_time() {
        List<CompletableFuture<Integer>> writes = IntStream.range(0, 16)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> client.post(PATH, BODY).status(),
                        task -> Thread.ofVirtual().start(task)))
                .toList();

        assertThat(writes.stream().map(CompletableFuture::join))
                .containsOnly(201, 409)
                .filteredOn(status -> status == 201)
                .hasSize(Webhooks.MOST);
        assertThat(other().post(PATH, BODY).status()).isEqualTo(201);
    }

    @Test
    void they_come_in_pages_and_the_newest_first() {
        List<String> expected = new ArrayList<>();
        IntStream.range(0, 5)
                .forEach(i -> expected.addFirst(
                        client.post(PATH, BODY).json().get("webhook_id").asString()));

        assertThat(client.pages(PATH, 2))
                .extracting(item -> item.get("webhook_id").asString())
                .isEqualTo(expected);
    }

    @Test
    void a_patch_changes_what_it_names() {
        String path = path(client.post(PATH, BODY.replace("}", ", \"description\": \"Mine\"}")));

        Answer patched = client.with("If-Match", "\"1\"").patch(path, "{\"status\": \"paused\"}");
        assertThat(patched.status()).as(patched.body()).isEqualTo(200);
        assertThat(patched.header("ETag")).contains("\"2\"");
        assertThat(patched.json().get("status").asString()).isEqualTo("paused");
        assertThat(patched.json().get("url").asString()).isEqualTo("https://example.com/hook");
        assertThat(patched.json().get("description").asString()).isEqualTo("Mine");
        assertThat(patched.json().has("secret")).isFalse();

        Answer stale = client.with("If-Match", "\"1\"").patch(path, "{\"status\": \"active\"}");
        assertThat(stale.status()).isEqualTo(412);

        JsonNode all = client.patch(
                        path,
                        "{\"url\": \"https://other.example.com\", \"event_types\": [\"reminder.due.v1\"],"
                                + " \"description\": null, \"status\": \"active\"}")
                .json();
        assertThat(all.get("url").asString()).isEqualTo("https://other.example.com");
        assertThat(all.get("event_types").toString()).isEqualTo("[\"reminder.due.v1\"]");
        assertThat(all.has("description")).isFalse();
        assertThat(all.get("status").asString()).isEqualTo("active");
        assertThat(client.get(path).json()).isEqualTo(all);
    }

    @Test
    void a_deleted_webhook_is_gone() {
        String path = path(client.post(PATH, BODY));

        assertThat(client.with("If-Match", "\"7\"").delete(path).status()).isEqualTo(412);
        assertThat(client.delete(path).status()).isEqualTo(204);
        assertThat(client.get(path).status()).isEqualTo(404);
        assertThat(client.delete(path).status()).isEqualTo(404);
        assertThat(client.get(PATH).json().get("items").size()).isZero();
    }

    @Test
    void somebody_elses_webhook_does_not_exist() {
        String path = path(client.post(PATH, BODY));
        Client other = other();

        assertThat(other.get(path).status()).isEqualTo(404);
        assertThat(other.patch(path, "{\"status\": \"paused\"}").status()).isEqualTo(404);
        assertThat(other.delete(path).status()).isEqualTo(404);
        assertThat(other.post(path + "/rotate-secret", "").status()).isEqualTo(404);
        assertThat(other.post(path + "/test", "").status()).isEqualTo(404);
        assertThat(other.get(path + "/deliveries").status()).isEqualTo(404);
        assertThat(other.post(path + "/deliveries/" + UUID.randomUUID() + "/redeliver", "")
                        .status())
                .isEqualTo(404);
        assertThat(client.post(path + "/deliveries/" + UUID.randomUUID() + "/redeliver", "")
                        .status())
                .isEqualTo(404);
        assertThat(other.get(PATH).json().get("items").size()).isZero();
        assertThat(new Client(platform.port()).get(path).status()).isEqualTo(401);
        assertThat(client.get(path).header("ETag")).contains("\"1\"");
    }

    @Test
    void ids_that_are_none_are_client_errors() {
        for (String id : List.of("1", "abc", "%00", "..%2f..")) {
            assertThat(client.get(PATH + "/" + id).status()).as(id).isIn(400, 404);
        }
        assertThat(client.get(PATH + "?limit=many").status()).isEqualTo(400);
        assertThat(client.get(PATH + "?status=active").status()).isEqualTo(400);
        assertThat(client.put(PATH, BODY).status()).isEqualTo(405);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "7",
                "\"\"",
                "\"example.com\"",
                "\"http://example.com/\"",
                "\"https://user:secret@example.com/\"",
                "\"https://example.com/#a\"",
                "\"https://example.com:70000/\"",
                "\"https://localhost./\"",
                "\"https://0x7f.1/\"",
                "\"https://167772161/\"",
                "\"https://[::ffff:10.0.0.1]/\"",
                "\"https://169.254.169.254/\"",
                "\"http://127.0.0.2/\"",
                "\"https://example.com/\\r\\nX: y\"",
                "\"https://b\\u00fccher.example/\""
            })
    void a_bad_url_is_refused(String url) {
        for (Answer answer : List.of(
                client.post(PATH, "{\"event_types\": [\"task-events\"], \"url\": " + url + "}"),
                client.patch(path(client.post(PATH, BODY)), "{\"url\": " + url + "}"))) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(400);
            assertThat(answer.errors()).singleElement().asString().startsWith("url");
        }
        assertThat(client.get(PATH).json().get("items").size()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "event_types | null",
                "event_types | []",
                "event_types | \"task-events\"",
                "event_types[0] | [\"task.created.v9\"]",
                "event_types[1] | [\"task-events\", \"*\"]",
                "event_types[0] | [null]",
                "event_types[0] | [7]",
                "event_types[0] | [\"task-events-dlq\"]"
            })
    void bad_event_types_are_refused(String field, String types) {
        for (Answer answer : List.of(
                client.post(PATH, "{\"url\": \"https://example.com\", \"event_types\": " + types + "}"),
                client.patch(path(client.post(PATH, BODY)), "{\"event_types\": " + types + "}"))) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(400);
            assertThat(answer.errors()).singleElement().asString().startsWith(field + ":");
        }
    }

    @Test
    void more_event_types_than_there_are_are_refused() {
        String many = String.join(
                ",", IntStream.range(0, 51).mapToObj(i -> "\"task-events\"").toList());

        assertThat(client.post(PATH, "{\"url\": \"https://example.com\", \"event_types\": [" + many + "]}")
                        .errors())
                .singleElement()
                .asString()
                .startsWith("event_types:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{}",
                "{\"url\": \"https://example.com\"}",
                "{\"event_types\": [\"task-events\"]}",
                "{\"url\": \"https://example.com\", \"event_types\": [\"task-events\"], \"secret\": \"whsec_AAAA\"}",
                "{\"url\": \"https://example.com\", \"event_types\": [\"task-events\"], \"status\": \"paused\"}",
                "{\"url\": \"https://example.com\", \"event_types\": [\"task-events\"], \"description\": \"a\\u0000\"}",
                "{\"url\": \"https://example.com\", \"event_types\": [\"task-events\"], \"description\": [1]}"
            })
    void a_bad_body_is_refused(String body) {
        Answer answer = client.post(PATH, body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.isProblem()).isTrue();
        assertThat(client.get(PATH).json().get("items").size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"gone\"", "\"ACTIVE\"", "1", "\"\""})
    void a_status_that_is_not_for_users_to_set_is_refused(String status) {
        String path = path(client.post(PATH, BODY));

        Answer answer = client.patch(path, "{\"status\": " + status + "}");

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.errors()).singleElement().asString().startsWith("status");
        assertThat(client.get(path).header("ETag")).contains("\"1\"");
    }
}
