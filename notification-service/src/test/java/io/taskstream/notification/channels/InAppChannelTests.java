package io.taskstream.notification.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskstream.contracts.EventType;
import io.taskstream.contracts.Topics;
import io.taskstream.notification.Platform;
import io.taskstream.notification.ServiceTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@ServiceTest
class InAppChannelTests {
    @Autowired
    Platform platform;

    private final String user = Platform.newUser();

    private List<JsonNode> published(String type) {
        return platform.sidecar().published(Topics.NOTIFICATIONS).stream()
                .filter(event -> event.at("/data/user_id").asString().equals(user))
                .filter(event -> event.get("type").asString().equals(type))
                .toList();
    }

    @Test
    void it_is_an_event_that_is_published_once_with_the_outcome() {
        UUID id = platform.stored("in_app", user, "<b>Buy</b> groceries");

        await().untilAsserted(() ->
                assertThat(published(EventType.NOTIFICATION_OUTCOME.wireName())).hasSize(1));
        assertThat(published(EventType.NOTIFICATION_IN_APP.wireName()))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.get("partitionkey").asString()).isEqualTo(user);
                    JsonNode data = event.get("data");
                    assertThat(data.get("notification_id").asString()).isEqualTo(id.toString());
                    assertThat(data.get("title").asString()).isEqualTo("<b>Buy</b> groceries");
                    assertThat(data.get("task_id").asLong()).isEqualTo(1);
                    assertThat(data.get("reminder_id").asLong()).isEqualTo(1);
                });
        assertThat(platform.rows(user).getFirst()).containsEntry("status", "SENT");
    }
}
