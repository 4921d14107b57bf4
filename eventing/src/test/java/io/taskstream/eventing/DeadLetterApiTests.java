package io.taskstream.eventing;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.taskstream.api.testing.Client;
import io.taskstream.api.testing.Client.Answer;
import io.taskstream.api.testing.SettableClock;
import io.taskstream.api.testing.TestIssuer;
import io.taskstream.contracts.EventType;
import io.taskstream.contracts.TaskEvent;
import io.taskstream.contracts.Topics;
import io.taskstream.eventing.TestService.TaskEventsListener;
import io.taskstream.eventing.testing.FakeSidecar;
import io.taskstream.eventing.testing.GoldenEvents;
import io.taskstream.eventing.testing.RunningService;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

@RunningService
class DeadLetterApiTests {
    private static final String LETTERS = "/api/dead-letters/test-service";

    @Autowired
    FakeSidecar sidecar;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TaskEventsListener listener;

    @Autowired
    MeterRegistry meters;

    @Autowired
    TestIssuer issuer;

    @Autowired
    SettableClock clock;

    @LocalServerPort
    int port;

    private Client operator;

    @BeforeEach
    void clean() {
        jdbc.execute("truncate effect, inbox, dead_letter, idempotency_key");
        listener.poison = event -> false;
        clock.reset();
        operator = new Client(port).as(issuer.operatorToken());
    }

    @Test
    void a_poisoned_event_is_listed_inspected_and_applied_once_when_its_cause_is_gone() {
        ObjectNode event = event(1, 1);
        long id = deadLetter(event);
        JsonNode listed = operator.get(LETTERS).json();
        assertThat(listed.get("next_cursor").isNull()).isTrue();
        assertThat(listed.get("items").valueStream()).singleElement().satisfies(letter -> {
            assertThat(letter.get("dead_letter_id").asLong()).isEqualTo(id);
            assertThat(letter.get("topic").asString()).isEqualTo("task-events");
            assertThat(letter.get("partition").asInt()).isZero();
            assertThat(letter.get("offset").asLong()).isPositive();
            assertThat(letter.get("event_id")).isEqualTo(event.get("id"));
            assertThat(letter.get("event_type").asString()).isEqualTo("task.created.v1");
            assertThat(letter.get("key").asString()).isEqualTo("1");
            assertThat(letter.get("cause").asString()).contains("task 1 is poison");
            assertThat(letter.get("attempts").asInt()).isEqualTo(1);
            assertThat(letter.get("state").asString()).isEqualTo("dead");
            assertThat(Instant.parse(letter.get("last_failed_at").asString()))
                    .isAfterOrEqualTo(
                            Instant.parse(letter.get("first_failed_at").asString()));
            assertThat(letter.has("event")).isFalse();
        });

        JsonNode inspected = operator.get(LETTERS + "/" + id).json();
        assertThat(inspected.get("event")).hasToString(event.toString());
        assertThat(inspected.get("cause").asString()).contains("task 1 is poison");

        Answer redriven = operator.post(LETTERS + "/" + id + "/redrive", "");
        assertThat(redriven.status()).isEqualTo(200);
        assertThat(redriven.json().get("state").asString()).isEqualTo("redriven");
        assertThat(redriven.json().get("settled_by").asString()).isEqualTo("olivia");
        assertThat(effects()).containsExactly("1/1");

        Answer again = operator.post(LETTERS + "/" + id + "/redrive", "");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.json().get("detail").asString()).contains("redriven already");
        assertThat(effects()).containsExactly("1/1");
        assertThat(operator.get(LETTERS).json().get("items")).isEmpty();
        assertThat(operator.get(LETTERS + "?state=redriven").json().get("items"))
                .hasSize(1);
    }

    @Test
    void one_that_fails_again_is_told_with_its_new_cause() {
        long id = deadLetter(event(1, 1));
        listener.poison = event -> {
            throw new IllegalStateException("still poison");
        };
        Answer answer = operator.post(LETTERS + "/" + id + "/redrive", "");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("state").asString()).isEqualTo("dead");
        assertThat(answer.json().get("attempts").asInt()).isEqualTo(2);
        assertThat(answer.json().get("cause").asString()).contains("still poison");
        assertThat(effects()).isEmpty();
    }

    @Test
    void one_whose_event_was_applied_meanwhile_has_no_second_effect() {
        ObjectNode event = event(1, 1);
        long id = deadLetter(event);
        sidecar.deliver(port, Topics.TASK_EVENTS, event);
        assertThat(effects()).containsExactly("1/1");
        assertThat(state(operator.post(LETTERS + "/" + id + "/redrive", ""))).isEqualTo("redriven");
        assertThat(effects()).containsExactly("1/1");
    }

    @Test
    void a_discarded_one_is_kept_with_the_reason_and_done_with() {
        ObjectNode event = event(1, 1);
        long id = deadLetter(event);
        Answer answer = operator.post(LETTERS + "/" + id + "/discard", "{\"reason\": \"sent by a test: “1”\"}");
        assertThat(answer.status()).isEqualTo(200);
        JsonNode letter = operator.get(LETTERS + "/" + id).json();
        assertThat(letter.get("state").asString()).isEqualTo("discarded");
        assertThat(letter.get("discard_reason").asString()).isEqualTo("sent by a test: “1”");
        assertThat(letter.get("settled_by").asString()).isEqualTo("olivia");
        assertThat(operator.post(LETTERS + "/" + id + "/discard", "{\"reason\": \"again\"}")
                        .status())
                .isEqualTo(409);
        assertThat(operator.post(LETTERS + "/" + id + "/redrive", "").status()).isEqualTo(409);
        assertThat(sidecar.deliver(port, Topics.TASK_EVENTS, event)).containsExactly("SUCCESS");
        assertThat(effects()).isEmpty();
    }

    @Test
    void what_is_no_event_is_shown_as_it_came_refused_when_redriven_and_can_be_discarded() {
        sidecar.deliverDeadLetters(port, Topics.TASK_EVENTS, StringNode.valueOf("no \u0000 event"));
        ObjectNode malformed = GoldenEvents.of(EventType.TASK_CREATED, data -> data.put("task_id", "one"));
        sidecar.deliver(port, Topics.TASK_EVENTS, malformed);
        List<Long> ids = ids(operator.get(LETTERS));
        assertThat(operator.get(LETTERS + "/" + ids.get(0)).json().get("event").asString())
                .startsWith("no ")
                .endsWith(" event");
        assertThat(operator.get(LETTERS + "/" + ids.get(1)).json().get("event")).isEqualTo(malformed);
        for (long id : ids) {
            Answer refused = operator.post(LETTERS + "/" + id + "/redrive", "");
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.json().get("detail").asString()).contains("no event that can be read");
        }
        assertThat(operator.get(LETTERS + "/" + ids.get(0))
                        .json()
                        .get("attempts")
                        .asInt())
                .isEqualTo(1);
        Answer discarded = operator.post(LETTERS + "/discard", "{\"reason\": \"noise\", \"topic\": \"task-events\"}");
        assertThat(discarded.json().get("remaining").asInt()).isZero();
        assertThat(discarded.json().get("items").valueStream().map(DeadLetterApiTests::outcome))
                .containsExactly(ids.get(0) + " discarded null", ids.get(1) + " discarded null");
    }

    @Test
    void pages_begin_with_the_oldest() {
        List<Long> ids = IntStream.rangeClosed(1, 5)
                .mapToObj(i -> deadLetter(event(i, 1)))
                .toList();
        Answer first = operator.get(LETTERS + "?topic=task-events&limit=3");
        Answer second = operator.get(LETTERS + "?topic=task-events&limit=3&cursor="
                + first.json().get("next_cursor").asString());
        assertThat(ids(first)).isEqualTo(ids.subList(0, 3));
        assertThat(ids(second)).isEqualTo(ids.subList(3, 5));
        assertThat(second.json().get("next_cursor").isNull()).isTrue();
    }

    @Test
    void many_are_redriven_the_oldest_first_and_behind_one_that_fails_those_of_its_key_wait() {
        List<Long> ids = deadLetters(event(1, 1), event(2, 1), event(1, 2), event(3, 1));
        listener.poison = event -> event.taskId() == 1 && event.version() == 1;
        Answer first = operator.post(LETTERS + "/redrive", "{\"topic\": \"task-events\"}");
        assertThat(first.json().get("items").valueStream().map(DeadLetterApiTests::outcome))
                .containsExactly(
                        ids.get(0) + " dead It failed again: IllegalStateException: task 1 is poison",
                        ids.get(1) + " redriven null",
                        ids.get(2) + " dead It waits for " + ids.get(0) + ", an older one of the same key",
                        ids.get(3) + " redriven null");
        assertThat(first.json().get("remaining").asInt()).isEqualTo(2);
        assertThat(first.json().get("next_after").isNull()).isTrue();
        assertThat(effects()).containsExactly("2/1", "3/1");

        // also in a request that doesn't name the older one
        Answer alone = operator.post(LETTERS + "/redrive", "{\"ids\": [" + ids.get(2) + "]}");
        assertThat(alone.json().get("items").get(0).get("state").asString()).isEqualTo("dead");

        listener.poison = event -> false;
        Answer second = operator.post(
                LETTERS + "/redrive",
                "{\"ids\": [%d, %d, %d, 999999, %d]}".formatted(ids.get(2), ids.get(0), ids.get(3), ids.get(0)));
        assertThat(second.json().get("items").valueStream().map(DeadLetterApiTests::outcome))
                .containsExactly(
                        ids.get(0) + " redriven null",
                        ids.get(2) + " redriven null",
                        ids.get(3) + " redriven It was redriven already",
                        "999999  There is no such dead letter");
        assertThat(second.json().get("remaining").asInt()).isZero();
        assertThat(effects()).containsExactly("2/1", "3/1", "1/1", "1/2");
    }

    @Test
    void a_request_takes_a_hundred_and_says_where_to_go_on() {
        deadLetters(IntStream.rangeClosed(1, 130).mapToObj(i -> event(i, 1)).toArray(ObjectNode[]::new));
        listener.poison = event -> event.taskId() <= 100;
        JsonNode first = operator.post(LETTERS + "/redrive", "{\"topic\": \"task-events\"}")
                .json();
        assertThat(first.get("items")).hasSize(100);
        assertThat(first.get("remaining").asInt()).isEqualTo(130);
        JsonNode second = operator.post(
                        LETTERS + "/redrive",
                        "{\"topic\": \"task-events\", \"after\": " + first.get("next_after") + "}")
                .json();
        assertThat(second.get("items")).hasSize(30);
        assertThat(second.get("remaining").asInt()).isEqualTo(100);
        assertThat(second.get("next_after").isNull()).isTrue();
        assertThat(effects()).hasSize(30);
    }

    @Test
    void a_request_begins_no_more_when_its_time_is_up() {
        List<Long> ids = deadLetters(event(1, 1), event(2, 1), event(3, 1));
        listener.poison = event -> {
            clock.forward(Duration.ofSeconds(3)); // of five
            return false;
        };
        JsonNode first = operator.post(LETTERS + "/redrive", "{\"topic\": \"task-events\"}")
                .json();
        assertThat(first.get("items")).hasSize(2);
        assertThat(first.get("remaining").asInt()).isEqualTo(1);
        assertThat(first.get("next_after").asLong()).isEqualTo(ids.get(1));
    }

    @Test
    void two_operators_at_once_apply_each_once_and_in_order() throws Exception {
        List<ObjectNode> events =
                IntStream.rangeClosed(1, 40).mapToObj(i -> event(i % 4, i)).toList();
        deadLetters(events.toArray(ObjectNode[]::new));
        try (ExecutorService operators = Executors.newFixedThreadPool(2)) {
            List<Future<Answer>> answers = IntStream.range(0, 2)
                    .mapToObj(i ->
                            operators.submit(() -> operator.post(LETTERS + "/redrive", "{\"topic\": \"task-events\"}")))
                    .toList();
            for (Future<Answer> answer : answers) {
                assertThat(answer.get().status()).isEqualTo(200);
                assertThat(answer.get().json().get("remaining").asInt()).isZero();
            }
        }
        assertThat(effects()).hasSize(40).doesNotHaveDuplicates();
        IntStream.range(0, 4)
                .forEach(task -> assertThat(effects().stream()
                                .filter(effect -> effect.startsWith(task + "/"))
                                .map(effect -> Integer.parseInt(effect.substring(2))))
                        .isSorted());
    }

    @Test
    void sent_again_with_its_key_a_request_gets_its_first_answer_and_touches_nothing() {
        deadLetter(event(1, 1));
        Client keyed = operator.with("Idempotency-Key", UUID.randomUUID().toString());
        Answer first = keyed.post(LETTERS + "/redrive", "{\"topic\": \"task-events\"}");
        deadLetter(event(2, 1));
        Answer again = keyed.post(LETTERS + "/redrive", "{\"topic\": \"task-events\"}");
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Idempotency-Replayed")).contains("true");
        assertThat(effects()).containsExactly("1/1");

        Client discarding = operator.with("Idempotency-Key", UUID.randomUUID().toString());
        String path = LETTERS + "/" + ids(operator.get(LETTERS)).getFirst() + "/discard";
        Answer discarded = discarding.post(path, "{\"reason\": \"noise\"}");
        assertThat(discarding.post(path, "{\"reason\": \"noise\"}").body()).isEqualTo(discarded.body());
        assertThat(discarding.post(path, "{\"reason\": \"other\"}").status()).isEqualTo(422);
    }

    @Test
    void how_many_there_are_is_told_by_topic_and_state_and_as_metrics() {
        double redrivenBefore = settled("redriven");
        double discardedBefore = settled("discarded");
        List<Long> ids = deadLetters(event(1, 1), event(2, 1), event(3, 1), event(4, 1));
        operator.post(LETTERS + "/" + ids.get(0) + "/redrive", "");
        operator.post(LETTERS + "/discard", "{\"ids\": [%d], \"reason\": \"noise\"}".formatted(ids.get(1)));
        assertThat(operator.get(LETTERS + "/summary").json().toString())
                .isEqualTo("{\"counts\":[{\"topic\":\"task-events\",\"state\":\"dead\",\"count\":2},"
                        + "{\"topic\":\"task-events\",\"state\":\"discarded\",\"count\":1},"
                        + "{\"topic\":\"task-events\",\"state\":\"redriven\",\"count\":1}]}");
        assertThat(settled("redriven") - redrivenBefore).isEqualTo(1);
        assertThat(settled("discarded") - discardedBefore).isEqualTo(1);
        assertThat(meters.get("taskstream.dead.letters")
                        .tag("topic", Topics.TASK_EVENTS)
                        .gauge()
                        .value())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, ''",
        "GET, /summary",
        "GET, /1",
        "POST, /1/redrive",
        "POST, /redrive",
        "POST, /1/discard",
        "POST, /discard"
    })
    void only_operators_are_admitted(String method, String path) {
        Client client = new Client(port);
        for (String token : List.of(issuer.token("alice"), issuer.chatbotToken())) {
            Answer refused = send(client.as(token), method, LETTERS + path);
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.isProblem()).isTrue();
        }
        assertThat(send(client, method, LETTERS + path).status()).isEqualTo(401);
        assertThat(send(operator, method, "/api/dead-letters/other-service" + path)
                        .status())
                .isEqualTo(404);
    }

    private static Answer send(Client client, String method, String path) {
        return method.equals("GET")
                ? client.get(path)
                : client.post(path, "{\"ids\": [1]" + (path.endsWith("discard") ? ", \"reason\": \"x\"}" : "}"));
    }

    @ParameterizedTest
    @CsvSource({
        "/abc, dead_letter_id",
        "/99999999999999999999, dead_letter_id",
        "?state=alive, state",
        "?state=DEAD, state",
        "?topic=unknown, topic",
        "?topic=reminders, topic",
        "?topic=%00, topic",
        "?limit=0, limit",
        "?cursor=x, cursor",
        "?topics=task-events, query"
    })
    void a_bad_query_is_told_by_its_name(String query, String field) {
        Answer answer = operator.get(LETTERS + query);
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.errors())
                .singleElement()
                .satisfies(error -> assertThat(error).startsWith(field + ": "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/0", "/-1", "/9223372036854775807"})
    void an_id_of_nothing_is_not_found(String path) {
        assertThat(operator.get(LETTERS + path).status()).isEqualTo(404);
        assertThat(operator.post(LETTERS + path + "/redrive", "").status()).isEqualTo(404);
        assertThat(operator.post(LETTERS + path + "/discard", "{\"reason\": \"x\"}")
                        .status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/redrive | {} | ids",
                "/redrive | {\"ids\": []} | ids",
                "/redrive | {\"ids\": [1], \"topic\": \"task-events\"} | ids",
                "/redrive | {\"ids\": [0]} | ids[0]",
                "/redrive | {\"ids\": [null]} | ids[0]",
                "/redrive | {\"ids\": [1.5]} | ids[0]",
                "/redrive | {\"ids\": [1], \"after\": 1} | after",
                "/redrive | {\"topic\": \"task-events\", \"after\": -1} | after",
                "/redrive | {\"topic\": \"task-events-dlq\"} | topic",
                "/redrive | {\"topic\": \"\\u0000\"} | topic",
                "/redrive | {\"topic\": \"task-events\", \"force\": true} | force",
                "/redrive | nonsense | body",
                "/discard | {\"reason\": \"x\"} | ids",
                "/discard | {\"ids\": [1]} | reason",
                "/discard | {\"ids\": [1], \"reason\": \" \"} | reason",
                "/1/discard | {} | reason",
                "/1/discard | {\"reason\": null} | reason",
                "/1/discard | {\"reason\": \"\"} | reason",
                "/1/discard | {\"reason\": \"a\\u0000b\"} | reason",
                "/1/discard | {\"reason\": \"a\\nb\"} | reason",
                "/1/discard | {\"reason\": \"a\\u202eb\"} | reason",
                "/1/discard | {\"reason\": 1} | reason",
                "/1/discard | {\"reason\": \"x\", \"why\": 1} | why"
            })
    void a_bad_body_is_told_by_the_name_of_its_field(String path, String body, String field) {
        deadLetter(event(1, 1));
        Answer answer = operator.post(LETTERS + path, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.errors())
                .singleElement()
                .satisfies(error -> assertThat(error).startsWith(field + ": "));
        assertThat(ids(operator.get(LETTERS))).hasSize(1);
        assertThat(effects()).isEmpty();
    }

    @Test
    void too_much_is_refused() {
        long id = deadLetter(event(1, 1));
        Answer long1 = operator.post(LETTERS + "/" + id + "/discard", "{\"reason\": \"" + "x".repeat(501) + "\"}");
        assertThat(long1.errors()).containsExactly("reason: must have at most 500 characters");
        assertThat(operator.post(LETTERS + "/" + id + "/discard", "{\"reason\": \"" + "x".repeat(300_000) + "\"}")
                        .status())
                .isEqualTo(413);
        List<Integer> ids = IntStream.rangeClosed(1, 101).boxed().toList();
        assertThat(operator.post(LETTERS + "/redrive", "{\"ids\": " + ids + "}").errors())
                .singleElement()
                .satisfies(error -> assertThat(error).startsWith("ids: "));
        assertThat(state(operator.post(LETTERS + "/" + id + "/discard", "{\"reason\": \"" + "👋".repeat(500) + "\"}")))
                .isEqualTo("discarded");
    }

    private long deadLetter(ObjectNode event) {
        return deadLetters(event).getFirst();
    }

    /** The events fail here, each once, and the sidecar gives up on them. */
    private List<Long> deadLetters(ObjectNode... events) {
        Predicate<TaskEvent> poison = listener.poison;
        listener.poison = event -> true;
        List<Long> ids = new ArrayList<>();
        Arrays.stream(events).forEach(event -> {
            sidecar.deliver(port, Topics.TASK_EVENTS, event);
            sidecar.deliverDeadLetters(port, Topics.TASK_EVENTS, event);
            ids.add(jdbc.queryForObject(
                    "select dead_letter_id from dead_letter where event_id = ?::uuid",
                    Long.class,
                    event.get("id").asString()));
        });
        listener.poison = poison;
        return ids;
    }

    private static ObjectNode event(long taskId, long version) {
        ObjectNode event = GoldenEvents.of(
                EventType.TASK_CREATED, data -> data.put("task_id", taskId).put("version", version));
        return event.put("partitionkey", Long.toString(taskId));
    }

    private static List<Long> ids(Answer list) {
        return list.json()
                .get("items")
                .valueStream()
                .map(item -> item.get("dead_letter_id").asLong())
                .toList();
    }

    private static String state(Answer answer) {
        return answer.json().path("state").asString("");
    }

    private static String outcome(JsonNode item) {
        return item.get("dead_letter_id").asLong() + " " + item.get("state").asString("") + " "
                + item.get("problem").asString("null");
    }

    private double settled(String outcome) {
        return meters.counter("taskstream.dead.letters.settled", "topic", Topics.TASK_EVENTS, "outcome", outcome)
                .count();
    }

    private List<String> effects() {
        return jdbc.queryForList("select task_id || '/' || version from effect order by n", String.class);
    }
}
