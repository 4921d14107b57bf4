package io.taskstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskstream.e2e.platform.Api;
import io.taskstream.e2e.platform.Database;
import io.taskstream.e2e.platform.Platform;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Reminders on their way to people, through the real bindings. */
class ChannelTests {
    private static final Duration SOON = Duration.ofSeconds(40);

    private final Platform platform = Platform.get();
    private final String user = "channels" + ThreadLocalRandom.current().nextInt(1_000_000);
    private final Api api = platform.chatbotFor(user);
    private final Database notifications = platform.database("notification");

    @AfterEach
    void theMailServerIsThere() {
        platform.start("mail");
        platform.awaitReady();
    }

    private void remind(String title, String method) {
        api.post("/api/tasks", """
                        {"title": "%s", "reminders": [{"remind_at": "%s", "notification_method": "%s"}]}
                        """.formatted(title, Instant.now().plusSeconds(2), method))
                .expect(201);
    }

    private List<String> statuses(String title) {
        return notifications.query("select status from notification where task_title = ?", title);
    }

    @Test
    void a_reminder_reaches_a_phone_by_push_and_by_short_message() {
        String phone = "+1555" + ThreadLocalRandom.current().nextInt(1_000_000, 10_000_000);
        String topic = api.put("/api/preferences", "{\"phone\": \"" + phone + "\"}")
                .expect(200)
                .json()
                .get("push_topic")
                .asString();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(platform.mails().sms(phone)).hasSize(1));
        String code = platform.mails().sms(phone).getFirst().get("body").asString();
        api.post("/api/preferences/verify", """
                        {"address": "phone", "code": "%s"}
                        """.formatted(code.replaceFirst("(?s)\\D*(\\d{6}).*", "$1")))
                .expect(200);

        remind("Bücher & <b>milk</b>", "push");
        remind("Bücher & <b>milk</b>", "sms");

        await().atMost(SOON).untilAsserted(() -> {
            assertThat(platform.mails().push(topic)).hasSize(1);
            assertThat(platform.mails().sms(phone)).hasSize(2);
        });
        assertThat(platform.mails().push(topic).getFirst().get("message").asString())
                .startsWith("Bücher & <b>milk</b>\n");
        assertThat(platform.mails().sms(phone).getFirst().get("body").asString())
                .startsWith("Reminder: Bücher & <b>milk</b>\n");
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(notifications.query("select status from notification where user_id = ?", user))
                                .containsExactly("SENT", "SENT", "SENT"));
    }

    @Test
    void a_number_that_twilio_refuses_is_not_tried_again() {
        api.put("/api/preferences", "{\"phone\": \"+15005550001\"}").expect(200);

        await().atMost(SOON).untilAsserted(() -> {
            JsonNode code = api.get("/api/notifications").json().at("/items/0");
            assertThat(code.path("status").asString("")).isEqualTo("failed");
            assertThat(code.get("reason").asString()).isEqualTo("the SMS service refused the address");
            assertThat(code.get("attempts").asInt()).isEqualTo(1);
        });
    }

    @Test
    void while_the_mail_server_is_down_a_mail_waits_and_then_it_comes_once() {
        String title = "Mail is down " + UUID.randomUUID();
        platform.stop("mail");

        remind(title, "email");
        await().atMost(SOON).untilAsserted(() -> assertThat(statuses(title)).containsExactly("RETRYING"));
        platform.start("mail");

        platform.mails().await1(user + "@example.com", title, Duration.ofSeconds(60));
        await().atMost(SOON).untilAsserted(() -> assertThat(statuses(title)).containsExactly("SENT"));
        assertThat(platform.mails().to(user + "@example.com", title)).hasSize(1);
    }
}
