package io.taskstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskstream.e2e.platform.Api;
import io.taskstream.e2e.platform.Api.Answer;
import io.taskstream.e2e.platform.Platform;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** How people say where and when they want to be reached, from their mailbox. */
class PreferencesTests {
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final Pattern CODE = Pattern.compile("<h1>([0-9]{6})</h1>");

    private final Platform platform = Platform.get();
    private final String user = "prefers-" + UUID.randomUUID();
    private final String oldAddress = user + "@example.com";
    private final String newAddress = user + "@elsewhere.example";
    private final Api api = platform.chatbotFor(user);
    private final Api anybody = new Api(api.gateway(), null, null);

    @Test
    void a_new_address_gets_nothing_but_a_code_until_that_is_entered() {
        name(newAddress);
        JsonNode verification = mail("Confirm your e-mail address");

        remind("Too early");
        assertThat(settled("Too early").get("status").asString()).isEqualTo("failed");
        assertThat(settled("Too early").get("reason").asString()).startsWith("the email address is not verified");
        Matcher code = CODE.matcher(verification.get("body").asString());
        assertThat(code.find()).isTrue();
        JsonNode verified = api.post("/api/preferences/verify", """
                        {"address": "email", "code": "%s"}
                        """.formatted(code.group(1)))
                .expect(200)
                .json();
        assertThat(verified.get("email_verified").asBoolean()).isTrue();

        remind("In time");
        mail("In time");
        assertThat(platform.mails().to(newAddress, "Too early")).isEmpty();
        assertThat(platform.mails().to(oldAddress, "")).isEmpty();
    }

    @Test
    void who_gets_the_mails_confirms_the_address_and_unsubscribes_without_a_login() {
        name(newAddress);
        String confirm = link(mail("Confirm your e-mail address"), "/api/verify/");
        assertPageAsks(confirm);
        assertThat(api.get("/api/preferences").json().get("email_verified").asBoolean())
                .isFalse();
        anybody.post(confirm, "", form()).expect(200);
        assertThat(api.get("/api/preferences").json().get("email_verified").asBoolean())
                .isTrue();

        remind("Wanted");
        String unsubscribe = link(mail("Wanted"), "/api/unsubscribe/");
        assertPageAsks(unsubscribe);
        assertThat(api.get("/api/preferences").json().get("unsubscribed")).isEmpty();
        // as mail programs do it (RFC 8058)
        anybody.send("POST", unsubscribe, BodyPublishers.ofString("List-Unsubscribe=One-Click"), form())
                .expect(200);
        assertThat(api.get("/api/preferences").json().get("unsubscribed")).hasSize(1);

        remind("Not wanted any more");
        assertThat(settled("Not wanted any more").get("status").asString()).isEqualTo("suppressed");
        assertThat(settled("Not wanted any more").get("reason").asString())
                .startsWith("you have unsubscribed from mails about reminders");
        assertThat(platform.mails().to(newAddress, "Reminder")).hasSize(1);
    }

    @Test
    void reminders_of_a_day_or_an_hour_come_in_one_mail() {
        String inHalfADay = DateTimeFormatter.ofPattern("HH:mm")
                .format(Instant.now().plus(Duration.ofHours(12)).atZone(ZoneOffset.UTC));
        api.put("/api/preferences", """
                        {"digest": {"every": "day", "at": "%s"}}
                        """.formatted(inHalfADay)).expect(200);
        remind("First of the day");
        remind("Second of the day");
        awaitStatuses("pending", "pending");
        assertThat(notification(0).get("reason").asString()).isEqualTo("waits for the digest");

        theWindowEnds();
        JsonNode ofTheDay = platform.mails().await1(oldAddress, "2 reminders", SOON);
        assertThat(ofTheDay.get("body").asString()).contains("First of the day", "Second of the day");
        awaitStatuses("sent", "sent", "sent");

        api.put("/api/preferences", "{\"digest\": {\"every\": \"hour\"}}").expect(200);
        remind("Of the hour");
        awaitStatuses("pending", "sent", "sent", "sent");
        theWindowEnds();
        JsonNode ofTheHour = platform.mails().await1(oldAddress, "1 reminder", SOON);
        assertThat(ofTheHour.get("body").asString()).contains("Of the hour").doesNotContain("of the day");
        awaitStatuses("sent", "sent", "sent", "sent", "sent");
        assertThat(platform.mails().to(oldAddress, "")).hasSize(2);
    }

    private void name(String address) {
        JsonNode named = api.put("/api/preferences", "{\"email\": \"" + address + "\"}")
                .expect(200)
                .json();
        assertThat(named.get("email_verified").asBoolean()).isFalse();
    }

    private void remind(String title) {
        api.post("/api/tasks", """
                        {"title": "%s", "reminders": [{"remind_at": "%s", "notification_method": "email"}]}
                        """.formatted(title, Instant.now().plusSeconds(1)))
                .expect(201);
    }

    /** The mail with that subject at the new address. */
    private JsonNode mail(String subject) {
        return platform.mails().await1(newAddress, subject, SOON);
    }

    /** Where a link in a mail leads: to our gateway. */
    private String link(JsonNode mail, String path) {
        Matcher link = Pattern.compile("href=\"" + Pattern.quote(api.gateway()) + "(" + path + "[^\"]+)\"")
                .matcher(mail.get("body").asString());
        assertThat(link.find()).as(mail.get("body").asString()).isTrue();
        return link.group(1);
    }

    /** Programs that follow the links of a mail press no buttons. */
    private void assertPageAsks(String path) {
        Answer page = anybody.get(path).expect(200);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.response().body()).contains("<form method=\"post\">");
    }

    private static Map<String, String> form() {
        return Map.of("Content-Type", "application/x-www-form-urlencoded");
    }

    /** The notification about the task with that title, when it is done with. */
    private JsonNode settled(String title) {
        long task = api.get("/api/tasks")
                .expect(200)
                .json()
                .get("items")
                .valueStream()
                .filter(one -> one.get("title").asString().equals(title))
                .findFirst()
                .orElseThrow()
                .get("task_id")
                .asLong();
        return await().atMost(SOON)
                .until(
                        () -> notifications().stream()
                                .filter(one -> one.path("task_id").asLong(0) == task)
                                .filter(one -> List.of("sent", "failed", "suppressed")
                                        .contains(one.get("status").asString()))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private void awaitStatuses(String... newestFirst) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(notifications())
                        .extracting(one -> one.get("status").asString())
                        .containsExactly(newestFirst));
    }

    private JsonNode notification(int index) {
        return notifications().get(index);
    }

    private List<JsonNode> notifications() {
        return api.get("/api/notifications")
                .expect(200)
                .json()
                .get("items")
                .valueStream()
                .toList();
    }

    /** Time travel: nobody waits an hour for a test. */
    private void theWindowEnds() {
        assertThat(platform.database("notification")
                        .query(
                                "update digest set due_at = now() where user_id = ? and due_at is not null returning 1",
                                user))
                .hasSize(1);
    }
}
