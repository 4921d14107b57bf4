package io.taskstream.eventing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.taskstream.contracts.EventType;
import io.taskstream.contracts.Topics;
import io.taskstream.eventing.TestService.TaskEventsListener;
import io.taskstream.eventing.inbox.BulkDelivery;
import io.taskstream.eventing.inbox.DeadLetter;
import io.taskstream.eventing.inbox.DeadLetters;
import io.taskstream.eventing.inbox.ReceivedEvent;
import io.taskstream.eventing.inbox.Redrive;
import io.taskstream.eventing.inbox.Subscription;
import io.taskstream.eventing.inbox.Subscriptions;
import io.taskstream.eventing.testing.FakeSidecar;
import io.taskstream.eventing.testing.GoldenEvents;
import io.taskstream.eventing.testing.ServiceContext;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ContextConfiguration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = ServiceContext.class)
class SubscriptionTests {
    @Autowired
    FakeSidecar sidecar;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TaskEventsListener listener;

    @Autowired
    MeterRegistry meters;

    @Autowired
    Subscriptions subscriptions;

    @Autowired
    DeadLetters deadLetters;

    @LocalServerPort
    int port;

    @BeforeEach
    void clean() {
        jdbc.execute("truncate effect, inbox, dead_letter");
        listener.poison = event -> false;
        listener.traces.clear();
    }

    @Test
    void an_event_is_applied_once_however_often_it_comes() {
        ObjectNode event = created(1);
        assertThat(deliver(event, event)).containsExactly("SUCCESS", "SUCCESS");
        assertThat(deliver(event)).containsExactly("SUCCESS");
        assertThat(effects()).containsExactly("1/1");
        assertThat(consumed("duplicate")).isPositive();
    }

    @Test
    void a_subscription_that_may_repeat_applies_what_comes_each_time_and_remembers_nothing() {
        List<ReceivedEvent> applied = new ArrayList<>();
        Subscription repeatable = subscriptions.repeatable(Topics.NOTE_EVENTS, applied::addAll);
        BulkDelivery delivery =
                new BulkDelivery(Topics.NOTE_EVENTS, List.of(new BulkDelivery.Entry("1", created(1), Map.of())));

        repeatable.deliver(delivery);
        repeatable.deliver(delivery);
        repeatable.deliverDeadLetters(delivery);

        assertThat(applied).hasSize(3);
        assertThat(jdbc.queryForObject("select count(*) from inbox", Integer.class))
                .isZero();
    }

    @Test
    void events_are_applied_in_the_order_of_their_delivery() {
        deliver(created(1), changed(1, 2), created(2), changed(1, 3));
        assertThat(effects()).containsExactly("1/1", "1/2", "2/1", "1/3");
    }

    @Test
    void a_poison_event_stops_its_own_key_only_and_leaves_no_effect() {
        listener.poison = event -> event.taskId() == 1;
        assertThat(deliver(created(1), created(2), changed(1, 2), changed(2, 2)))
                .containsExactly("RETRY", "SUCCESS", "RETRY", "SUCCESS");
        assertThat(effects()).containsExactly("2/1", "2/2");
        assertThat(deadLetters()).containsExactly(Map.of("state", "retrying", "attempts", 1));
    }

    @Test
    void what_failed_is_applied_when_it_succeeds_at_last() {
        ObjectNode event = created(1);
        listener.poison = poison -> true;
        assertThat(deliver(event)).containsExactly("RETRY");
        listener.poison = poison -> false;
        assertThat(deliver(event)).containsExactly("SUCCESS");
        assertThat(effects()).containsExactly("1/1");
    }

    @Test
    void what_the_sidecar_gave_up_on_is_kept_with_its_cause_and_attempts() {
        ObjectNode event = created(1);
        listener.poison = poison -> true;
        deliver(event);
        deliver(event);
        assertThat(sidecar.deliverDeadLetters(port, Topics.TASK_EVENTS, event)).containsExactly("SUCCESS");
        assertThat(jdbc.queryForMap("select * from dead_letter"))
                .containsEntry("state", "dead")
                .containsEntry("attempts", 2)
                .containsEntry("topic", Topics.TASK_EVENTS)
                .containsEntry("event_type", "task.created.v1")
                .hasEntrySatisfying("cause", cause -> assertThat((String) cause).contains("task 1 is poison"))
                .hasEntrySatisfying("payload", payload -> assertThat(payload).isEqualTo(event.toString()));
        assertThat(effects()).isEmpty();
    }

    @Test
    void a_dead_letter_of_another_consumer_is_none_here() {
        ObjectNode event = created(1);
        deliver(event);
        assertThat(sidecar.deliverDeadLetters(port, Topics.TASK_EVENTS, event)).containsExactly("SUCCESS");
        assertThat(deadLetters()).isEmpty();
        assertThat(effects()).containsExactly("1/1");
    }

    @Test
    void a_dead_letter_that_never_came_here_is_applied() {
        assertThat(sidecar.deliverDeadLetters(port, Topics.TASK_EVENTS, created(1)))
                .containsExactly("SUCCESS");
        assertThat(effects()).containsExactly("1/1");
        assertThat(deadLetters()).isEmpty();
    }

    @Test
    void an_event_of_unknown_type_is_counted_and_acknowledged() {
        ObjectNode event = created(1);
        event.put("type", "task.archived.v1");
        assertThat(deliver(event)).containsExactly("SUCCESS");
        assertThat(effects()).isEmpty();
        assertThat(deadLetters()).isEmpty();
        assertThat(consumed("unknown")).isPositive();
    }

    @Test
    void what_is_no_event_at_all_is_kept_and_does_not_stop_the_others() {
        ObjectNode noId = created(1);
        noId.remove("id");
        ObjectNode wrongType = GoldenEvents.of(EventType.TASK_CREATED, data -> data.put("task_id", "one"));
        ObjectNode noTitle =
                GoldenEvents.of(EventType.TASK_CREATED, data -> ((ObjectNode) data.get("task_data")).remove("title"));
        JsonNode text = StringNode.valueOf("no \u0000 JSON");
        assertThat(deliver(noId, created(2), wrongType, noTitle, text))
                .containsExactly("SUCCESS", "SUCCESS", "SUCCESS", "SUCCESS", "SUCCESS");
        assertThat(effects()).containsExactly("2/1");
        assertThat(deadLetters())
                .hasSize(4)
                .allSatisfy(letter -> assertThat(letter).containsEntry("state", "dead"));
    }

    @Test
    void a_dead_letter_that_is_no_json_is_kept() {
        assertThat(sidecar.deliverDeadLetters(port, Topics.TASK_EVENTS, StringNode.valueOf("not an event")))
                .containsExactly("SUCCESS");
        assertThat(deadLetters.list(DeadLetter.State.DEAD, Topics.TASK_EVENTS, 0, 10))
                .singleElement()
                .satisfies(letter -> assertThat(deadLetters.event(letter.deadLetterId()))
                        .isEqualTo(StringNode.valueOf("not an event")));
    }

    @Test
    void a_dead_letter_is_applied_once_when_it_is_redriven() {
        long id = deadLetter(created(1));
        assertThat(redrive(id)).isInstanceOf(Redrive.Applied.class).satisfies(redrive -> {
            assertThat(redrive.letter().state()).isEqualTo(DeadLetter.State.REDRIVEN);
            assertThat(redrive.letter().settledBy()).isEqualTo("operator");
        });
        assertThat(effects()).containsExactly("1/1");
        assertThat(redrive(id)).isInstanceOf(Redrive.Refused.class);
        assertThat(effects()).containsExactly("1/1");
    }

    @Test
    void a_dead_letter_that_fails_again_stays_with_its_new_cause() {
        long id = deadLetter(created(1));
        listener.poison = event -> {
            throw new IllegalStateException("still poison");
        };
        assertThat(redrive(id)).isInstanceOf(Redrive.Failed.class).satisfies(redrive -> {
            assertThat(redrive.letter().state()).isEqualTo(DeadLetter.State.DEAD);
            assertThat(redrive.letter().cause()).contains("still poison");
            assertThat(redrive.letter().attempts()).isEqualTo(2);
        });
        assertThat(effects()).isEmpty();
    }

    @Test
    void a_discarded_dead_letter_is_kept_with_the_reason_and_not_redriven() {
        long id = deadLetter(created(1));
        assertThat(deadLetters.discard(List.of(id), "sent by a test", "operator"))
                .containsExactly(id);
        assertThat(deadLetters.discard(List.of(id), "again", "operator")).isEmpty();
        assertThat(redrive(id)).isInstanceOf(Redrive.Refused.class);
        assertThat(deadLetters.find(id))
                .hasValueSatisfying(letter -> assertThat(letter.discardReason()).isEqualTo("sent by a test"));
        assertThat(deadLetters.list(DeadLetter.State.DEAD, null, 0, 10)).isEmpty();
    }

    @Test
    void what_was_discarded_stays_so_when_its_event_comes_again() {
        ObjectNode event = created(1);
        ObjectNode malformed = GoldenEvents.of(EventType.TASK_CREATED, data -> data.put("task_id", "one"));
        deadLetter(event);
        deliver(malformed);
        List<Long> ids = deadLetters.list(DeadLetter.State.DEAD, null, 0, 10).stream()
                .map(DeadLetter::deadLetterId)
                .toList();
        assertThat(deadLetters.discard(ids, "sent by a test", "operator")).hasSize(2);
        deliver(event, malformed);
        sidecar.deliverDeadLetters(port, Topics.TASK_EVENTS, event, malformed);
        assertThat(effects()).isEmpty();
        assertThat(jdbc.queryForList("select state from dead_letter", String.class))
                .containsExactly("discarded", "discarded");
    }

    @Test
    void of_two_who_redrive_a_dead_letter_at_the_same_time_one_does() throws Exception {
        long id = deadLetter(created(1));
        CountDownLatch applying = new CountDownLatch(1);
        CountDownLatch secondWaits = new CountDownLatch(1);
        listener.poison = event -> {
            applying.countDown();
            try {
                return !secondWaits.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        };
        try (ExecutorService operators = Executors.newFixedThreadPool(2)) {
            Future<Redrive> first = operators.submit(() -> redrive(id));
            applying.await();
            Future<Redrive> second = operators.submit(() -> redrive(id));
            await().until(() -> jdbc.queryForObject(
                            "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()",
                            Long.class)
                    == 1);
            secondWaits.countDown();
            assertThat(first.get()).isInstanceOf(Redrive.Applied.class);
            assertThat(second.get()).isInstanceOf(Redrive.Refused.class);
        }
        assertThat(effects()).containsExactly("1/1");
    }

    private Redrive redrive(long id) {
        return subscriptions.redrive(id, "operator", Redrive.Order.ANY).orElseThrow();
    }

    private long deadLetter(ObjectNode event) {
        listener.poison = poison -> true;
        deliver(event);
        sidecar.deliverDeadLetters(port, Topics.TASK_EVENTS, event);
        listener.poison = poison -> false;
        return deadLetters
                .list(DeadLetter.State.DEAD, Topics.TASK_EVENTS, 0, 10)
                .getFirst()
                .deadLetterId();
    }

    @Test
    void a_database_that_fails_holds_deliveries_back_and_makes_no_dead_letters() throws Exception {
        listener.poison = poison -> {
            throw new DataAccessResourceFailureException("connection lost");
        };
        assertThat(deliver(created(1))).containsExactly("RETRY");
        assertThat(deadLetters()).isEmpty();
        assertThat(get("/dapr/health", null)).isEqualTo(503);
        listener.poison = poison -> false;
        await().untilAsserted(() -> assertThat(get("/dapr/health", null)).isEqualTo(200));
    }

    @Test
    void a_handler_runs_in_the_trace_of_the_events_cause() {
        deliver(created(1));
        assertThat(listener.traces).containsExactly("4bf92f3577b34da6a3ce929d0e0e4736");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dapr/subscribe", "/dapr/config", "/dapr/events/task-events", "/actors/x/y"})
    void routes_of_the_sidecar_demand_its_token(String path) throws Exception {
        assertThat(get(path, null)).isEqualTo(401);
        assertThat(get(path, "wrong")).isEqualTo(401);
        assertThat(get(path, FakeSidecar.APP_TOKEN)).isNotEqualTo(401);
    }

    @Test
    void subscriptions_are_declared_with_their_dead_letter_topics_and_in_bulk() throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/dapr/subscribe"))
                                .header("dapr-api-token", FakeSidecar.APP_TOKEN)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        JsonNode subscriptions = JsonMapper.shared().readTree(answer.body());
        assertThat(subscriptions).anySatisfy(subscription -> {
            assertThat(subscription.get("pubsubName").asString()).isEqualTo("pubsub");
            assertThat(subscription.get("topic").asString()).isEqualTo("task-events");
            assertThat(subscription.get("deadLetterTopic").asString()).isEqualTo("task-events-dlq");
            assertThat(subscription.at("/bulkSubscribe/enabled").asBoolean()).isTrue();
        });
        assertThat(subscriptions).anySatisfy(subscription -> {
            assertThat(subscription.get("topic").asString()).isEqualTo("task-events-dlq");
            assertThat(subscription.at("/metadata/rawPayload").asString()).isEqualTo("true");
        });
    }

    private int get(String path, String token) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
        if (token != null) {
            request.header("dapr-api-token", token);
        }
        return HttpClient.newHttpClient()
                .send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private List<String> deliver(JsonNode... events) {
        return sidecar.deliver(port, Topics.TASK_EVENTS, events);
    }

    private static ObjectNode created(long taskId) {
        return event(EventType.TASK_CREATED, taskId, 1);
    }

    private static ObjectNode changed(long taskId, long version) {
        return event(EventType.TASK_UPDATED, taskId, version);
    }

    private static ObjectNode event(EventType type, long taskId, long version) {
        ObjectNode event =
                GoldenEvents.of(type, data -> data.put("task_id", taskId).put("version", version));
        return event.put("partitionkey", Long.toString(taskId));
    }

    private List<String> effects() {
        return jdbc.queryForList("select task_id || '/' || version from effect order by n", String.class);
    }

    private List<Map<String, Object>> deadLetters() {
        return jdbc.queryForList("select state, attempts from dead_letter order by dead_letter_id");
    }

    private double consumed(String outcome) {
        return meters.counter("taskstream.events.consumed", "topic", Topics.TASK_EVENTS, "outcome", outcome)
                .count();
    }
}
