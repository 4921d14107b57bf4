package io.taskstream.notification.channels;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskstream.contracts.InAppNotification;
import io.taskstream.eventing.testing.FakeSidecar.Invocation;
import io.taskstream.notification.Platform;
import io.taskstream.notification.ServiceTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What somebody writes into a title stays text, in every channel. */
@ServiceTest
class HostileTitleTests {
    @Autowired
    Platform platform;

    @Autowired
    EmailChannel email;

    @Autowired
    PushChannel push;

    @Autowired
    SmsChannel sms;

    @Autowired
    InAppChannel inApp;

    private final String user = Platform.newUser();
    private final String topic = "topic-of-" + user;
    private final String phone = "+1555" + user.replace("user", "");

    @BeforeEach
    void theUserCanBeReached() {
        platform.reachable(user, topic, phone);
    }

    static Stream<String> titles() {
        return Stream.of(
                "<script>alert(1)</script>",
                "\"quoted\"",
                "\"},\"topic\":\"somebody-elses\",\"x\":{\"",
                "Buy\r\nBcc: everybody@example.com\r\n\r\n<b>",
                "a\0b",
                "abc\u202Efdp.exe",
                "\u2066\u2067\u200F",
                "{{constructor}} ${jndi:ldap://x} %s %n &To=+1666",
                "a\uD83Db",
                "👩‍👩‍👧‍👦 🛒",
                "x".repeat(100_000),
                "🛒".repeat(50_000),
                "");
    }

    private Message message(String title) {
        return new Message(
                UUID.randomUUID(),
                user,
                ZoneId.of("UTC"),
                new Content.Reminder(1, 1, title, Instant.parse("2026-01-27T09:00:00Z"), false));
    }

    private static void isTame(String text) {
        assertThat(text)
                .doesNotContainPattern("[\\p{Cc}&&[^\\n]]")
                .doesNotContainPattern("[\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]")
                .isEqualTo(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource("titles")
    void in_a_mail(String title) {
        assertThat(email.send(message(title))).isEqualTo(new Result.Sent());

        Invocation mail = platform.mails(user + "@example.com").getFirst();
        String subject = mail.metadata().get("subject");
        isTame(subject);
        isTame(mail.data());
        assertThat(subject).startsWith("Reminder: ").doesNotContain("\n").hasSizeLessThan(300);
        assertThat(mail.data()).startsWith("<").doesNotContain("<script", "<b>").hasSizeLessThan(10_000);
    }

    @ParameterizedTest
    @MethodSource("titles")
    void in_a_push_message(String title) {
        assertThat(push.send(message(title))).isEqualTo(new Result.Sent());

        JsonNode body = JsonMapper.shared()
                .readTree(platform.invocations("push", topic).getFirst().data());
        String text = body.get("message").asString();
        isTame(text);
        assertThat(body.get("topic").asString()).isEqualTo(topic);
        assertThat(text.lines()).hasSize(2);
        // above, ntfy makes a file of it
        assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(4_096);
    }

    @ParameterizedTest
    @MethodSource("titles")
    void in_a_short_message(String title) {
        assertThat(sms.send(message(title))).isEqualTo(new Result.Sent());

        Invocation invocation = platform.invocations("sms", phone).getFirst();
        isTame(invocation.data());
        assertThat(invocation.metadata()).hasSize(1);
        assertThat(invocation.data()).startsWith("Reminder: ").hasSizeLessThan(500);
        assertThat(invocation.data().lines()).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("titles")
    void in_the_app_it_is_what_was_written(String title) {
        assertThat(inApp.send(message(title)))
                .isInstanceOfSatisfying(
                        Result.Sent.class,
                        sent -> assertThat(sent.events().getFirst())
                                .isInstanceOfSatisfying(
                                        InAppNotification.class,
                                        event -> assertThat(event.title()).isEqualTo(title)));
    }
}
