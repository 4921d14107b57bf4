package io.taskstream.task.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskstream.api.testing.Client;
import io.taskstream.api.testing.Client.Answer;
import io.taskstream.task.TaskApi;
import io.taskstream.task.TaskServiceTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@TaskServiceTest
class ConditionalTests {
    @Autowired
    TaskApi api;

    private String alice;
    private Client client;
    private String path;

    @BeforeEach
    void task() {
        alice = api.newUser();
        client = api.as(alice);
        path = api.created(client, "{\"title\": \"x\"}");
        client.patch(path, "{\"title\": \"y\"}");
    }

    @Test
    void a_write_for_the_version_there_is_passes() {
        assertThat(client.with("If-Match", "\"2\"")
                        .patch(path, "{\"title\": \"z\"}")
                        .status())
                .isEqualTo(200);
        assertThat(client.with("If-Match", "\"1\", \"3\"")
                        .post(path + "/complete", "")
                        .status())
                .isEqualTo(200);
        assertThat(client.with("If-Match", "*").delete(path).status()).isEqualTo(204);
    }

    @Test
    void a_stale_write_changes_nothing() {
        List<?> before = api.state(alice);
        Client stale = client.with("If-Match", "\"1\"");

        for (Answer answer : List.of(
                stale.patch(path, "{\"title\": \"z\"}"), stale.post(path + "/complete", ""), stale.delete(path))) {
            assertThat(answer.status()).isEqualTo(412);
            assertThat(answer.isProblem()).isTrue();
            assertThat(answer.header("ETag")).contains("\"2\"");
        }
        assertThat(api.state(alice)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "W/\"2\"", "\"2", "nonsense"})
    void a_condition_that_is_none_is_refused(String ifMatch) {
        Client odd = client.with("If-Match", ifMatch);

        for (Answer answer :
                List.of(odd.patch(path, "{\"title\": \"z\"}"), odd.post(path + "/complete", ""), odd.delete(path))) {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.errors()).singleElement().asString().startsWith("If-Match: ");
        }
        assertThat(client.get(path).header("ETag")).contains("\"2\"");
    }

    @Test
    void another_users_task_is_not_there_whatever_the_condition() {
        Client mallory = api.as(api.newUser()).with("If-Match", "\"1\"");

        assertThat(mallory.patch(path, "{\"title\": \"z\"}").status()).isEqualTo(404);
        assertThat(mallory.delete(path).status()).isEqualTo(404);
    }

    @Test
    void who_has_the_version_is_spared_the_task() {
        assertThat(client.with("If-None-Match", "\"2\"").get(path).status()).isEqualTo(304);
        assertThat(client.with("If-None-Match", "\"1\"").get(path).status()).isEqualTo(200);
    }

    @Test
    void of_writers_at_the_same_time_for_the_same_version_one_wins_and_the_others_are_told() throws Exception {
        List<Callable<Answer>> writes = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String title = "writer " + i;
            writes.add(() -> client.with("If-Match", "\"2\"").patch(path, "{\"title\": \"" + title + "\"}"));
        }

        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(8)) {
            for (Future<Answer> answer : executor.invokeAll(writes)) {
                statuses.add(answer.get().status());
            }
        }

        assertThat(Collections.frequency(statuses, 200)).isEqualTo(1);
        assertThat(Collections.frequency(statuses, 412)).isEqualTo(7);
        assertThat(client.get(path).header("ETag")).contains("\"3\"");
    }
}
