package io.taskstream.notification.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskstream.api.testing.Client;
import io.taskstream.api.testing.TestIssuer;
import io.taskstream.notification.Platform;
import io.taskstream.notification.ServiceTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@ServiceTest
class ChannelsPerKindTests {
    @Autowired
    Platform platform;

    @Autowired
    TestIssuer issuer;

    private final String user = Platform.newUser();

    private Client choose(String channels) {
        Client client = new Client(platform.port()).as(issuer.token(user));
        assertThat(client.put("/api/preferences", "{\"channels\": " + channels + "}")
                        .status())
                .isEqualTo(200);
        return client;
    }

    @Test
    void a_reminder_goes_over_the_chosen_channels_whatever_it_asks_for_and_once_over_each() {
        choose("{\"reminder\": [\"email\", \"in_app\"]}");
        ObjectNode ring = Platform.ring(user, "push", "Buy groceries");

        platform.deliver(ring, ring);

        assertThat(platform.rows(user))
                .extracting(row -> row.get("channel"))
                .containsExactlyInAnyOrder("email", "in_app");
        await().untilAsserted(
                        () -> assertThat(platform.mails(user + "@example.com")).hasSize(1));
    }

    @Test
    void without_a_choice_it_goes_over_what_it_asks_for() {
        choose("{}");

        platform.deliver(Platform.ring(user, "push", "Buy groceries"));

        assertThat(platform.rows(user)).extracting(row -> row.get("channel")).containsExactly("push");
    }

    @Test
    void with_no_channel_it_is_suppressed_and_says_so() {
        Client client = choose("{\"reminder\": []}");
        ObjectNode ring = Platform.ring(user, "email", "Buy groceries");

        assertThat(platform.deliver(ring, ring)).containsOnly("SUCCESS");

        await().untilAsserted(() -> assertThat(platform.outcomes(user)).hasSize(1));
        JsonNode outcome = platform.outcomes(user).getFirst();
        assertThat(outcome.get("status").asString()).isEqualTo("suppressed");
        assertThat(outcome.get("attempts").asInt()).isZero();
        JsonNode shown = client.get("/api/notifications").json().at("/items/0");
        assertThat(shown.get("status").asString()).isEqualTo("suppressed");
        assertThat(shown.get("reason").asString())
                .isEqualTo(outcome.get("reason").asString());
        assertThat(platform.mails(user + "@example.com")).isEmpty();
    }
}
