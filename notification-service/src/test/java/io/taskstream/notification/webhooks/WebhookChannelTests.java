package io.taskstream.notification.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskstream.api.testing.Client;
import io.taskstream.api.testing.TestIssuer;
import io.taskstream.notification.Platform;
import io.taskstream.notification.ServiceTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@ServiceTest
class WebhookChannelTests {
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

    private JsonNode outcome() {
        platform.stored("webhook", user, "Buy groceries");
        await().untilAsserted(() -> assertThat(platform.outcomes(user)).hasSize(1));
        return platform.outcomes(user).getFirst();
    }

    private void webhook(String eventType) {
        client.post(
                "/api/webhooks", "{\"url\": \"https://receiver.invalid/\", \"event_types\": [\"" + eventType + "\"]}");
    }

    @Test
    void who_has_a_webhook_that_listens_to_reminders_is_told_by_it() {
        webhook("reminders");

        assertThat(outcome().get("status").asString()).isEqualTo("sent");
    }

    @Test
    void who_has_none_is_told_how_to_get_one() {
        webhook("task-events");

        JsonNode outcome = outcome();
        assertThat(outcome.get("status").asString()).isEqualTo("failed");
        assertThat(outcome.get("reason").asString()).isEqualTo("no webhook listens to reminders: POST /api/webhooks");
    }
}
