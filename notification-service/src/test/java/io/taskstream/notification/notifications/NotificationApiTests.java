package io.taskstream.notification.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskstream.api.testing.Client;
import io.taskstream.api.testing.TestIssuer;
import io.taskstream.notification.Platform;
import io.taskstream.notification.ServiceTest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@ServiceTest
class NotificationApiTests {
    private static final String PATH = "/api/notifications";

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

    @Test
    void ones_notifications_are_shown_with_what_became_of_them() {
        ObjectNode mail = Platform.ring(user, "email", "Buy groceries");
        platform.deliver(mail);
        platform.deliver(Platform.ring(user, "sms", "Buy groceries"));
        await().untilAsserted(() -> assertThat(platform.outcomes(user)).hasSize(2));

        JsonNode items = client.get(PATH).json().get("items");

        assertThat(items.size()).isEqualTo(2);
        JsonNode failed = items.get(0);
        assertThat(failed.get("channel").asString()).isEqualTo("sms");
        assertThat(failed.get("status").asString()).isEqualTo("failed");
        assertThat(failed.get("reason").asString()).isEqualTo("no phone number: PUT /api/preferences");
        assertThat(failed.has("sent_at")).isFalse();
        JsonNode sent = items.get(1);
        assertThat(sent.propertyNames())
                .containsExactlyInAnyOrder(
                        "notification_id",
                        "kind",
                        "task_id",
                        "reminder_id",
                        "channel",
                        "status",
                        "attempts",
                        "created_at",
                        "sent_at");
        assertThat(sent.get("status").asString()).isEqualTo("sent");
        assertThat(sent.get("attempts").asInt()).isEqualTo(1);
        assertThat(sent.get("reminder_id").asLong())
                .isEqualTo(mail.at("/data/reminder_id").asLong());
        assertThat(sent.get("task_id").asLong())
                .isEqualTo(mail.at("/data/task_id").asLong());
    }

    @Test
    void they_come_in_pages_and_the_newest_first() {
        List<Long> expected = new ArrayList<>();
        IntStream.range(0, 5).forEach(i -> {
            ObjectNode ring = Platform.ring(user, "push", "Buy groceries");
            expected.addFirst(ring.at("/data/reminder_id").asLong());
            platform.deliver(ring);
        });

        assertThat(client.pages(PATH, 2))
                .extracting(item -> item.get("reminder_id").asLong())
                .isEqualTo(expected);
    }

    @Test
    void nobody_sees_those_of_others() {
        platform.deliver(Platform.ring(user, "push", "Buy groceries"));
        Client other = new Client(platform.port()).as(issuer.token(Platform.newUser()));

        assertThat(other.get(PATH).json().get("items").size()).isZero();
        assertThat(new Client(platform.port()).get(PATH).status()).isEqualTo(401);
    }

    @Test
    void bad_parameters_and_methods_are_client_errors() {
        assertThat(client.get(PATH + "?limit=many").status()).isEqualTo(400);
        assertThat(client.get(PATH + "?cursor=AAAA").status()).isEqualTo(400);
        assertThat(client.get(PATH + "?status=sent").status()).isEqualTo(400);
        assertThat(client.post(PATH, "{}").status()).isEqualTo(405);
        assertThat(client.get(PATH + "/1").status()).isEqualTo(404);
    }
}
