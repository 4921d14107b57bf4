package io.taskstream.task.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskstream.api.testing.Client;
import io.taskstream.api.testing.Client.Answer;
import io.taskstream.task.TaskApi;
import io.taskstream.task.TaskServiceTest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@TaskServiceTest
class OutageTests {
    @Autowired
    TaskApi api;

    private String alice;
    private Client client;

    @BeforeEach
    void alice() {
        alice = api.newUser();
        client = api.as(alice);
    }

    @AfterEach
    void wellAgain() {
        api.sidecar().reset();
        api.sidecar().start();
    }

    @Test
    void while_the_sidecar_is_down_the_api_answers_and_the_events_flow_when_it_is_back() {
        api.sidecar().stop();

        String path = api.created(client, "{\"title\": \"x\"}");
        assertThat(client.patch(path, "{\"title\": \"y\"}").status()).isEqualTo(200);
        assertThat(client.post(path + "/complete", "").status()).isEqualTo(200);
        assertThat(client.get(path).status()).isEqualTo(200);
        assertThat(client.delete(path).status()).isEqualTo(204);
        assertThat(api.anonymous().get("/livez").status()).isEqualTo(200);
        assertThat(api.anonymous().get("/readyz").status()).isEqualTo(200);
        assertThat(api.outbox()).isEqualTo(6);

        api.sidecar().start();

        assertThat(types(api.taskEvents(alice, 4)))
                .containsExactly("created 1", "updated 2", "completed 3", "deleted 4");
        assertThat(types(api.taskUpdates(alice, 2))).containsExactly("field_updated 2", "field_updated 3");
    }

    @Test
    void an_event_that_the_broker_refuses_goes_again_as_the_same_event() {
        String path = api.created(client, "{\"title\": \"x\"}");
        api.taskEvents(alice, 1);
        List<String> refused = new CopyOnWriteArrayList<>();
        api.sidecar().refuse(event -> {
            boolean ours = alice.equals(event.path("data").path("user_id").asString(""));
            if (ours) {
                refused.add(event.path("id").asString());
            }
            return ours;
        });

        Answer changed = client.patch(path, "{\"description\": \"y\"}");
        await().until(() -> refused.size() >= 2);
        api.sidecar().refuse(event -> false);

        assertThat(changed.status()).isEqualTo(200);
        assertThat(refused).containsOnly(changed.json().path("event_id").asString());
        assertThat(api.taskEvents(alice, 2).getLast().path("id"))
                .isEqualTo(changed.json().path("event_id"));
    }

    private static List<String> types(List<JsonNode> envelopes) {
        return envelopes.stream()
                .map(envelope -> envelope.path("data").path("event_type").asString() + " "
                        + envelope.path("data").path("version").asLong())
                .toList();
    }
}
