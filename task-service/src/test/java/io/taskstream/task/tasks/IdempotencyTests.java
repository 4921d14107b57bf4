package io.taskstream.task.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskstream.api.testing.Client;
import io.taskstream.api.testing.Client.Answer;
import io.taskstream.task.TaskApi;
import io.taskstream.task.TaskServiceTest;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

@TaskServiceTest
class IdempotencyTests {
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
    }

    private record Write(String name, java.util.function.BiFunction<Client, String, Answer> call, int status) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Write> writes() {
        return Stream.of(
                new Write("create", (client, path) -> client.post("/api/tasks", "{\"title\": \"new\"}"), 201),
                new Write("patch", (client, path) -> client.patch(path, "{\"title\": \"changed\"}"), 200),
                new Write("complete", (client, path) -> client.post(path + "/complete", ""), 200),
                new Write("delete", (client, path) -> client.delete(path), 204));
    }

    @ParameterizedTest
    @MethodSource("writes")
    void sent_again_a_write_gets_its_first_answer_and_tells_nothing_new(Write write) {
        Client keyed = client.with("Idempotency-Key", UUID.randomUUID().toString());

        Answer first = write.call().apply(keyed, path);
        List<?> after = api.state(alice);
        int events = api.taskEvents(alice, 2).size();
        Answer second = write.call().apply(keyed, path);
        Answer third = write.call().apply(keyed, path);

        assertThat(first.status()).isEqualTo(write.status());
        for (Answer again : List.of(second, third)) {
            assertThat(again.status()).isEqualTo(write.status());
            assertThat(again.body()).isEqualTo(first.body());
            assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
            assertThat(again.header("Location")).isEqualTo(first.header("Location"));
            assertThat(again.header("Idempotency-Replayed")).contains("true");
        }
        assertThat(api.state(alice)).isEqualTo(after);
        assertThat(api.taskEvents(alice, events)).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("writes")
    void at_the_same_time_a_write_has_one_effect_and_one_answer(Write write) throws Exception {
        Client keyed = client.with("Idempotency-Key", UUID.randomUUID().toString());
        List<Callable<Answer>> calls = Collections.nCopies(8, () -> write.call().apply(keyed, path));

        List<Answer> answers;
        try (ExecutorService executor = Executors.newFixedThreadPool(8)) {
            answers = executor.invokeAll(calls).stream()
                    .map(IdempotencyTests::get)
                    .toList();
        }

        assertThat(answers).extracting(Answer::status).containsOnly(write.status());
        assertThat(answers)
                .extracting(Answer::body)
                .containsOnly(answers.getFirst().body());
        assertThat(api.taskEvents(alice, 2)).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("writes")
    void a_key_that_was_used_for_something_else_is_refused(Write write) {
        Client keyed = client.with("Idempotency-Key", UUID.randomUUID().toString());
        keyed.post("/api/tasks", "{\"title\": \"another\"}");
        List<?> before = api.state(alice);

        Answer answer = write.call().apply(keyed, path);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.isProblem()).isTrue();
        assertThat(api.state(alice)).isEqualTo(before);
    }

    @Test
    void a_conditional_write_that_passed_still_passes_when_sent_again() {
        Client keyed = client.with("Idempotency-Key", "k").with("If-Match", "\"1\"");

        assertThat(keyed.patch(path, "{\"title\": \"y\"}").status()).isEqualTo(200);
        assertThat(keyed.patch(path, "{\"title\": \"y\"}").status()).isEqualTo(200);
        assertThat(client.get(path).header("ETag")).contains("\"2\"");
    }

    @Test
    void a_key_of_one_user_means_nothing_for_another() {
        Function<Client, Answer> create =
                any -> any.with("Idempotency-Key", "same").post("/api/tasks", "{\"title\": \"x\"}");

        Answer first = create.apply(client);
        Answer others = create.apply(api.as(api.newUser()));

        assertThat(others.status()).isEqualTo(201);
        assertThat(others.json().path("task_id")).isNotEqualTo(first.json().path("task_id"));
    }

    private static Answer get(Future<Answer> answer) {
        try {
            return answer.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
