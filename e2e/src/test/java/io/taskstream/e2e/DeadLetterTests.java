package io.taskstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskstream.e2e.platform.Api;
import io.taskstream.e2e.platform.Platform;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What operators see and do, through the gateway, with events that consumers gave up on. */
class DeadLetterTests {
    private final Platform platform = Platform.get();
    private final Api alice = platform.as("alice");
    private final Api operator = platform.as("operator");

    @Test
    void an_operator_finds_what_is_no_event_with_each_consumer_and_discards_it() {
        String mark = "not an event, " + UUID.randomUUID();
        platform.broker().produce("task-events", "1", mark.getBytes(StandardCharsets.UTF_8));
        for (String consumer : List.of("analytics-service", "reminder-service")) {
            String letters = "/api/dead-letters/" + consumer;
            assertThat(alice.get(letters).status()).isEqualTo(403);
            String letter = await().atMost(Duration.ofSeconds(60))
                    .until(() -> find(letters, mark), Optional::isPresent)
                    .orElseThrow();
            operator.post(letter + "/redrive", "").expect(409);
            operator.post(letter + "/discard", "{\"reason\": \"Sent by a test\"}")
                    .expect(200);
            assertThat(operator.get(letter).expect(200).json().get("state").asString())
                    .isEqualTo("discarded");
        }
    }

    /** The path of the dead letter that holds the mark. */
    private Optional<String> find(String letters, String mark) {
        return operator.get(letters + "?topic=task-events&limit=100")
                .expect(200)
                .json()
                .get("items")
                .valueStream()
                .map(item -> letters + "/" + item.get("dead_letter_id").asLong())
                .filter(path -> operator.get(path)
                        .expect(200)
                        .json()
                        .get("event")
                        .toString()
                        .contains(mark))
                .findFirst();
    }
}
