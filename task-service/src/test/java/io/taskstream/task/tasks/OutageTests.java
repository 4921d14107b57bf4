package io.taskstream.task.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskstream.api.testing.Client;
import io.taskstream.task.TaskApi;
import io.taskstream.task.TaskServiceTest;
import java.util.List;
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
    void an_event_that_the_broker_refuses_holds_back_the_later_ones_of_its_task() {
        String path = api.created(client, "{\"title\": \"x\"}");
        api.taskEvents(alice, 1);
        api.sidecar().refuse(event -> event.path("data").path("version").asLong() == 2);

        client.patch(path, "{\"description\": \"y\"}");
        client.patch(path, "{\"description\": \"z\"}");
        api.sidecar().refuse(event -> false);

        assertThat(api.taskEvents(alice, 3).stream()
                        .map(event -> event.path("data").path("version").asLong())
                        .distinct()
                        .toList())
                .containsExactly(1L, 2L, 3L);
    }

    private static List<String> types(List<JsonNode> envelopes) {
        return envelopes.stream()
                .map(envelope -> envelope.path("data").path("event_type").asString() + " "
                        + envelope.path("data").path("version").asLong())
                .toList();
    }
}
