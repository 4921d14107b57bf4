package io.taskstream.notification.preferences;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskstream.api.testing.Client;
import io.taskstream.api.testing.Client.Answer;
import io.taskstream.api.testing.TestIssuer;
import io.taskstream.contracts.EventType;
import io.taskstream.notification.Platform;
import io.taskstream.notification.ServiceTest;
import java.util.List;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

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
        assertThat(answer.json().get("time_zone").asString()).isEqualTo("UTC");
        assertThat(answer.json().get("morning").asString()).isEqualTo("08:00");
        assertThat(answer.json().get("channels").isEmpty()).isTrue();
        assertThat(answer.json().get("digest").isNull()).isTrue();
    }

    @Test
    void an_address_is_kept_and_mails_go_there() {
        Answer put = client.put(PATH, email(user + "@elsewhere.example"));

        assertThat(put.status()).as(put.body()).isEqualTo(200);
        assertThat(put.header("ETag")).contains("\"1\"");
        assertThat(client.get(PATH).body()).isEqualTo(put.body());
        assertThat(put.json().get("email").asString()).isEqualTo(user + "@elsewhere.example");
        verify(user + "@elsewhere.example");

        platform.deliver(Platform.ring(user, "email", "Buy groceries"));

        await().untilAsserted(() -> assertThat(platform.mails(user + "@elsewhere.example"))
                .last()
                .satisfies(mail -> assertThat(mail.data()).contains("Buy groceries")));
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
        List<CompletableFuture<String>> writes = IntStream.range(0, 5)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> client.put(PATH, email("a" + i + "@b.cd"))
                                .header("ETag")
                                .orElseThrow(),
                        task -> Thread.ofVirtual().start(task)))
                .toList();

        assertThat(writes.stream().map(CompletableFuture::join))
                .doesNotHaveDuplicates()
                .contains("\"5\"");
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

    private static final String EVERYTHING = """
            {"email": "a@b.cd", "phone": "+4915112345678", "time_zone": "Europe/Berlin",
             "quiet_hours": {"start": "22:00", "end": "07:00"}, "working_days": ["monday", "friday"],
             "morning": "07:30", "default_reminders": [{"before": "PT1H", "notification_method": "push"}],
             "channels": {"reminder": ["push", "in_app"]}, "digest": {"every": "day", "at": "18:00"},
             "unsubscribed": ["reminder"]}
            """;

    private void verify(String address) {
        Answer verified = client.post(
                PATH + "/verify", "{\"address\": \"email\", \"code\": \"" + platform.codeFor(address) + "\"}");
        assertThat(verified.status()).as(verified.body()).isEqualTo(200);
        assertThat(verified.json().get("email_verified").asBoolean()).isTrue();
    }

    @Test
    void everything_is_kept_and_shown() {
        Answer put = client.put(PATH, EVERYTHING);

        assertThat(put.status()).as(put.body()).isEqualTo(200);
        ObjectNode shown = (ObjectNode) client.get(PATH).json();
        assertThat(shown.remove("push_topic").asString()).matches("taskstream-[0-9a-f]{40}");
        assertThat(shown.remove("email_verified").asBoolean()).isFalse();
        assertThat(shown.remove("phone_verified").asBoolean()).isFalse();
        assertThat(shown.remove("version").asLong()).isEqualTo(1);
        shown.remove("updated_at");
        assertThat(shown.remove("user_id").asString()).isEqualTo(user);
        assertThat(shown).isEqualTo(JsonMapper.shared().readTree(EVERYTHING));
    }

    @Test
    void what_is_left_out_is_as_before_anything_was_said() {
        client.put(PATH, EVERYTHING.replace("\"unsubscribed\": [\"reminder\"]", "\"unsubscribed\": []"));

        ObjectNode emptied = (ObjectNode) client.put(PATH, "{}").json();

        ObjectNode untouched = (ObjectNode) new Client(platform.port())
                .as(issuer.token(Platform.newUser()))
                .get(PATH)
                .json();
        List.of("push_topic", "version", "updated_at", "user_id").forEach(field -> {
            emptied.remove(field);
            untouched.remove(field);
        });
        assertThat(emptied).isEqualTo(untouched);
    }

    @Test
    void each_change_is_stated_without_addresses() {
        client.put(PATH, EVERYTHING);
        client.post(PATH + "/push-topic", "{}");

        await().untilAsserted(() ->
                assertThat(platform.heard(EventType.PREFERENCES_CHANGED, user)).hasSize(2));
        JsonNode first = platform.heard(EventType.PREFERENCES_CHANGED, user).getFirst();
        assertThat(first.toString()).doesNotContain("a@b.cd", "491511", "taskstream-");
        assertThat(first.get("time_zone").asString()).isEqualTo("Europe/Berlin");
        assertThat(first.at("/quiet_hours/start").asString()).isEqualTo("22:00");
        assertThat(first.at("/default_reminders/0/before").asString()).isEqualTo("PT1H");
        assertThat(platform.heard(EventType.PREFERENCES_CHANGED, user))
                .extracting(data -> data.get("version").asLong())
                .containsExactly(1L, 2L);
    }

    @Test
    void a_refused_change_states_nothing() {
        client.with("If-Match", "\"7\"").put(PATH, EVERYTHING);
        client.put(PATH, "{}");

        await().untilAsserted(() ->
                assertThat(platform.heard(EventType.PREFERENCES_CHANGED, user)).isNotEmpty());
        assertThat(platform.heard(EventType.PREFERENCES_CHANGED, user)).hasSize(1);
    }

    @Test
    void a_push_topic_stays_until_another_one_is_asked_for() {
        String first = client.put(PATH, "{}").json().get("push_topic").asString();

        assertThat(client.put(PATH, "{}").json().get("push_topic").asString()).isEqualTo(first);
        Answer rotated = client.with("If-Match", "\"2\"").post(PATH + "/push-topic", "{}");
        assertThat(rotated.json().get("push_topic").asString()).isNotEqualTo(first);
        assertThat(client.with("If-Match", "\"2\"")
                        .post(PATH + "/push-topic", "{}")
                        .status())
                .isEqualTo(412);
        assertThat(client.get(PATH).json().get("push_topic"))
                .isEqualTo(rotated.json().get("push_topic"));
    }

    @Test
    void an_address_that_operator_or_issuer_vouch_for_needs_no_code() {
        String own = user + "@example.com";
        assertThat(client.put(PATH, email(own)).json().get("email_verified").asBoolean())
                .isTrue();

        assertThat(as("Me@Corp.example", true)
                        .put(PATH, email("me@corp.example"))
                        .json()
                        .get("email_verified")
                        .asBoolean())
                .isTrue();
        assertThat(as("me@corp2.example", false)
                        .put(PATH, email("me@corp2.example"))
                        .json()
                        .get("email_verified")
                        .asBoolean())
                .isFalse();
        assertThat(platform.mails(own)).isEmpty();
        assertThat(platform.mails("me@corp.example")).isEmpty();
    }

    private Client as(String email, boolean verified) {
        return new Client(platform.port())
                .as(issuer.token(claims -> claims.subject(user)
                        .claim("scope", "tasks")
                        .claim("email", email)
                        .claim("email_verified", verified)));
    }

    @Test
    void who_has_unsubscribed_stays_so_until_they_say_otherwise() {
        client.put(PATH, "{\"unsubscribed\": [\"reminder\"]}");

        assertThat(client.put(PATH, "{}").json().at("/unsubscribed/0").asString())
                .isEqualTo("reminder");
        assertThat(client.put(PATH, "{\"unsubscribed\": []}")
                        .json()
                        .get("unsubscribed")
                        .isEmpty())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    phone             | "015112345678"
                    phone             | "+49 151 12345678"
                    phone             | "+49"
                    phone             | "+1"
                    phone             | 4915112345678
                    phone             | "+４９15112345678"
                    time_zone         | "Mars/Olympus"
                    time_zone         | "+02:00"
                    time_zone         | ""
                    quiet_hours       | "22:00"
                    quiet_hours       | {"start": "22:00"}
                    quiet_hours       | {"start": "22:00", "end": "22:00"}
                    quiet_hours.start | {"start": "24:00", "end": "07:00"}
                    quiet_hours.end   | {"start": "22:00", "end": "7"}
                    quiet_hours.zone  | {"start": "22:00", "end": "07:00", "zone": "UTC"}
                    working_days      | []
                    working_days      | "monday"
                    working_days[0]   | ["Monday"]
                    working_days[0]   | [null]
                    morning           | "8:00"
                    morning           | "08:00:00"
                    default_reminders | [{}, {}, {}, {}, {}, {}]
                    default_reminders | {"before": "PT1H", "notification_method": "email"}
                    default_reminders[0] | [{"before": "PT1H"}]
                    default_reminders[0].before | [{"before": "-PT1H", "notification_method": "email"}]
                    default_reminders[0].before | [{"before": "P367D", "notification_method": "email"}]
                    default_reminders[0].before | [{"before": "PT0.5S", "notification_method": "email"}]
                    default_reminders[0].before | [{"before": "1 h", "notification_method": "email"}]
                    default_reminders[0].notification_method | [{"before": "PT1H", "notification_method": "fax"}]
                    channels          | ["email"]
                    channels.digest   | {"digest": ["email"]}
                    channels          | {"reminder": ["email", "email"]}
                    channels.reminder[0] | {"reminder": ["fax"]}
                    channels.reminder | {"reminder": "email"}
                    digest            | "day"
                    digest            | {"at": "08:00"}
                    digest            | {"every": "hour", "at": "08:00"}
                    digest.every      | {"every": "week"}
                    digest.at         | {"every": "day", "at": "noon"}
                    unsubscribed[0]   | ["verification"]
                    push_topic        | "mine"
                    email_verified    | true
                    version           | 1
                    """)
    void bad_preferences_are_refused_and_the_field_is_named(String field, String value) {
        Answer answer = client.put(PATH, "{\"" + field.replaceAll("[.\\[].*", "") + "\": " + value + "}");

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.errors()).isNotEmpty().first().asString().startsWith(field);
        assertThat(client.get(PATH).header("ETag")).contains("\"0\"");
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void logs_hold_no_addresses(CapturedOutput output) {
        client.put(PATH, "{\"email\": \"secret-" + user + "@b.cd\", \"phone\": \"+4915112345678\"}");
        await().untilAsserted(() ->
                assertThat(platform.mails("secret-" + user + "@b.cd")).isNotEmpty());

        assertThat(output.getAll()).doesNotContain("secret-" + user, "4915112345678");
    }
}
