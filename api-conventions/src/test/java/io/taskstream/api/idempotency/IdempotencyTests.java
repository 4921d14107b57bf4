package io.taskstream.api.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskstream.api.app.NotesTest;
import io.taskstream.api.testing.Client;
import io.taskstream.api.testing.Client.Answer;
import io.taskstream.api.testing.TestIssuer;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

@NotesTest
class IdempotencyTests {
    @LocalServerPort
    int port;

    @Autowired
    TestIssuer issuer;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    IdempotencyKeys keys;

    private Client alice;
    private String key;

    @BeforeEach
    void client() {
        alice = new Client(port).as(issuer.token("alice"));
        key = UUID.randomUUID().toString();
        jdbc.update("delete from note");
    }

    @Test
    void sent_again_a_write_gets_its_first_answer_and_has_no_second_effect() {
        Answer first = alice.with("Idempotency-Key", key).post("/api/notes", "{\"title\":\"x\"}");
        Answer again = alice.with("Idempotency-Key", key).post("/api/notes", "{\"title\":\"x\"}");

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.header("Idempotency-Replayed")).isEmpty();
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag")).isPresent();
        assertThat(again.header("Location")).isEqualTo(first.header("Location")).isPresent();
        assertThat(again.header("Content-Type")).contains("application/json");
        assertThat(again.header("Idempotency-Replayed")).contains("true");
        assertThat(notes()).isEqualTo(1);
    }

    @Test
    void an_operators_write_in_steps_is_done_once_under_a_key_that_is_no_users() {
        alice.with("Idempotency-Key", key).post("/api/notes", "{\"title\":\"x\"}");
        alice.post("/api/notes", "{\"title\":\"y\"}");
        Client operator = new Client(port).as(issuer.operatorToken()).with("Idempotency-Key", key);

        Answer first = operator.post("/api/operators/sweep", "");
        Answer again = operator.post("/api/operators/sweep", "");
        assertThat(first.body()).isEqualTo("{\"swept\":1}");
        assertThat(first.header("Idempotency-Replayed")).isEmpty();
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Idempotency-Replayed")).contains("true");
        assertThat(notes()).isEqualTo(1);
        assertThat(operator.post("/api/operators/sweep", "{}").status()).isEqualTo(422);
        assertThat(alice.post("/api/operators/sweep", "").status()).isEqualTo(403);
    }

    @Test
    void the_same_key_with_another_body_path_query_or_method_is_refused() {
        Client keyed = alice.with("Idempotency-Key", key);
        long id = keyed.post("/api/notes", "{\"title\":\"x\"}")
                .json()
                .path("note_id")
                .asLong();

        assertThat(keyed.post("/api/notes", "{\"title\":\"y\"}").status()).isEqualTo(422);
        assertThat(keyed.post("/api/notes", "{\"title\": \"x\"}").status()).isEqualTo(422);
        assertThat(keyed.post("/api/notes", "{\"nonsense").status()).isEqualTo(422);
        assertThat(keyed.patch("/api/notes/" + id, "{\"title\":\"x\"}").status())
                .isEqualTo(422);
        Answer answer = keyed.delete("/api/notes/" + id);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.isProblem()).isTrue();
        assertThat(notes()).isEqualTo(1);
        assertThat(jdbc.queryForObject("select version from note", Long.class)).isEqualTo(1);
    }

    @Test
    void a_key_belongs_to_its_user() {
        Client bob = new Client(port).as(issuer.token("bob"));

        alice.with("Idempotency-Key", key).post("/api/notes", "{\"title\":\"x\"}");
        Answer answer = bob.with("Idempotency-Key", key).post("/api/notes", "{\"title\":\"y\"}");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(notes()).isEqualTo(2);
    }

    @Test
    void a_failed_write_does_not_use_its_key_up() {
        Client keyed = alice.with("Idempotency-Key", key);

        assertThat(keyed.post("/api/notes", "{\"title\":\"\"}").status()).isEqualTo(400);
        assertThat(keyed.post("/api/notes", "{\"title\":\"x\"}").status()).isEqualTo(201);
    }

    @Test
    void a_deletion_sent_again_is_answered_as_the_first_time() {
        String note =
                alice.post("/api/notes", "{\"title\":\"x\"}").header("Location").orElseThrow();

        Answer first = alice.with("Idempotency-Key", key).delete(note);
        Answer again = alice.with("Idempotency-Key", key).delete(note);

        assertThat(first.status()).isEqualTo(204);
        assertThat(again.status()).isEqualTo(204);
        assertThat(again.body()).isEmpty();
        assertThat(alice.delete(note).status()).isEqualTo(404);
    }

    @Test
    void a_conditional_change_sent_again_is_answered_as_the_first_time() {
        String note =
                alice.post("/api/notes", "{\"title\":\"x\"}").header("Location").orElseThrow();
        Client keyed = alice.with("Idempotency-Key", key).with("If-Match", "\"1\"");

        Answer first = keyed.patch(note, "{\"title\":\"y\"}");
        Answer again = keyed.patch(note, "{\"title\":\"y\"}");

        assertThat(first.status()).isEqualTo(200);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(jdbc.queryForObject("select version from note", Long.class)).isEqualTo(2);
    }

    @Test
    void an_answer_is_given_again_even_if_the_request_is_no_longer_valid() {
        Client keyed = alice.with("Idempotency-Key", key);
        Answer first = keyed.post("/api/notes", "{\"title\":\"x\",\"pings\":[{\"ping_at\":\"2027-01-01T00:00:00Z\"}]}");
        assertThat(first.status()).isEqualTo(201);
        // as if the instant had passed since: the same fingerprint, now of a body that validation refuses
        Client other = alice.with("Idempotency-Key", key + "-old");
        String stale = "{\"title\":\"x\",\"pings\":[{\"ping_at\":\"2020-01-01T00:00:00Z\"}]}";
        jdbc.update(
                "insert into idempotency_key (user_id, key, fingerprint, status, body)"
                        + " select user_id, ?, sha256(?), status, body from idempotency_key where key = ?",
                key + "-old",
                ("POST /api/notes?\n" + stale).getBytes(java.nio.charset.StandardCharsets.UTF_8),
                key);

        Answer again = other.post("/api/notes", stale);

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
    }

    @Test
    void at_the_same_time_exactly_one_has_an_effect_and_all_get_its_answer() throws Exception {
        for (int round = 0; round < 5; round++) {
            jdbc.update("delete from note");
            Client keyed = alice.with("Idempotency-Key", key + round);
            List<Callable<Answer>> calls = IntStream.range(0, 12)
                    .<Callable<Answer>>mapToObj(i -> () -> keyed.post("/api/notes", "{\"title\":\"x\"}"))
                    .toList();
            try (ExecutorService executor = Executors.newFixedThreadPool(12)) {
                List<Answer> answers = executor.invokeAll(calls).stream()
                        .map(IdempotencyTests::get)
                        .toList();
                assertThat(answers).extracting(Answer::status).containsOnly(201);
                assertThat(answers)
                        .extracting(Answer::body)
                        .containsOnly(answers.getFirst().body());
                assertThat(answers)
                        .filteredOn(
                                answer -> answer.header("Idempotency-Replayed").isEmpty())
                        .hasSize(1);
            }
            assertThat(notes()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "tab\tbed"})
    void a_key_is_printable_ascii(String bad) {
        Answer answer = alice.with("Idempotency-Key", bad).post("/api/notes", "{\"title\":\"x\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errors()).singleElement().asString().startsWith("Idempotency-Key: ");
        assertThat(notes()).isZero();
    }

    @Test
    void a_key_has_at_most_255_characters() {
        assertThat(alice.with("Idempotency-Key", "k".repeat(256))
                        .post("/api/notes", "{\"title\":\"x\"}")
                        .status())
                .isEqualTo(400);
        assertThat(alice.with("Idempotency-Key", "k".repeat(255))
                        .post("/api/notes", "{\"title\":\"x\"}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void reads_take_no_notice_of_a_key() {
        alice.with("Idempotency-Key", key).post("/api/notes", "{\"title\":\"x\"}");

        assertThat(alice.with("Idempotency-Key", key).get("/api/notes").status())
                .isEqualTo(200);
        assertThat(alice.with("Idempotency-Key", key).get("/api/notes/77777").status())
                .isEqualTo(404);
    }

    @Test
    void keys_are_forgotten_after_two_days_and_not_within_one() {
        jdbc.update("delete from idempotency_key");
        for (int hours : List.of(1, 24, 47, 49, 100)) {
            jdbc.update(
                    "insert into idempotency_key (user_id, key, fingerprint, status, created_at)"
                            + " values ('alice', ?, '', 204, now() - make_interval(hours => ?))",
                    "k" + hours,
                    hours);
        }

        keys.purge();

        assertThat(jdbc.queryForList("select key from idempotency_key order by key", String.class))
                .containsExactlyInAnyOrder("k1", "k24", "k47");
    }

    private long notes() {
        Long count = jdbc.queryForObject("select count(*) from note", Long.class);
        return count == null ? 0 : count;
    }

    private static Answer get(Future<Answer> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
