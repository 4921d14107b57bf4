package io.taskstream.notification.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.micrometer.core.instrument.MeterRegistry;
import io.taskstream.api.testing.Client;
import io.taskstream.api.testing.Client.Answer;
import io.taskstream.api.testing.TestIssuer;
import io.taskstream.contracts.EventType;
import io.taskstream.contracts.Topics;
import io.taskstream.eventing.testing.GoldenEvents;
import io.taskstream.notification.Platform;
import io.taskstream.notification.ServiceTest;
import io.taskstream.notification.webhooks.http.Receiver;
import io.taskstream.notification.webhooks.http.Receiver.Received;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@ServiceTest
class WebhookDeliveryTests {
    private static final String PATH = "/api/webhooks";

    @Autowired
    Platform platform;

    @Autowired
    TestIssuer issuer;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    OutgoingTable table;

    @Autowired
    WebhookDeliveries deliveries;

    @Autowired
    DeliveryLogPurge purge;

    @Autowired
    MeterRegistry registry;

    private final Receiver receiver = Receiver.start();
    private final String user = Platform.newUser();
    private Client client;

    @BeforeEach
    void logIn() {
        client = new Client(platform.port()).as(issuer.token(user));
    }

    @AfterEach
    void nothingIsLeft() {
        jdbc.sql("delete from webhook").update();
        receiver.close();
    }

    private JsonNode webhook(String path, String... eventTypes) {
        Answer created = client.post(
                PATH,
                "{\"url\": \"" + receiver.url(path) + "\", \"event_types\": [\"" + String.join("\",\"", eventTypes)
                        + "\"]}");
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return created.json();
    }

    private static UUID id(JsonNode webhook) {
        return UUID.fromString(webhook.get("webhook_id").asString());
    }

    private static String path(JsonNode webhook) {
        return PATH + "/" + id(webhook);
    }

    private ObjectNode event(EventType type) {
        return GoldenEvents.of(type, data -> data.put("user_id", user));
    }

    private void deliver(ObjectNode... events) {
        EventType type = EventType.ofWireName(events[0].get("type").asString()).orElseThrow();
        assertThat(platform.sidecar().deliver(platform.port(), type.topic(), events))
                .containsOnly("SUCCESS");
    }

    private List<JsonNode> log(JsonNode webhook) {
        List<JsonNode> items = new ArrayList<>();
        client.get(path(webhook) + "/deliveries").json().get("items").forEach(items::add);
        return items;
    }

    private JsonNode settled(JsonNode webhook, String status) {
        await().untilAsserted(() -> assertThat(log(webhook))
                .singleElement()
                .satisfies(item -> assertThat(item.get("status").asString()).isEqualTo(status)));
        return log(webhook).getFirst();
    }

    private void nextAttemptIsDue(JsonNode webhook) {
        jdbc.sql("update webhook_delivery set next_attempt_at = now() where webhook_id = ?"
                        + " and next_attempt_at is not null")
                .param(id(webhook))
                .update();
    }

    private static void verify(JsonNode webhook, Received received) throws Exception {
        new Webhook(webhook.get("secret").asString()).verify(received.body(), received.headers());
    }

    @Test
    void an_event_is_sent_once_signed_and_as_it_was_published() throws Exception {
        JsonNode webhook = webhook("/hook", "task.created.v1");
        ObjectNode created = event(EventType.TASK_CREATED);

        deliver(created);
        deliver(created, created);

        JsonNode item = settled(webhook, "delivered");
        Received received = receiver.received("/hook").getFirst();
        verify(webhook, received);
        JsonNode body = JsonMapper.shared().readTree(received.body());
        assertThat(body.get("data")).isEqualTo(created.get("data"));
        for (String attribute :
                List.of("id", "type", "source", "subject", "time", "specversion", "datacontenttype", "causetrace")) {
            assertThat(body.get(attribute)).as(attribute).isEqualTo(created.get(attribute));
        }
        assertThat(received.header("webhook-id"))
                .isEqualTo(item.get("message_id").asString());
        assertThat(received.header("webhook-id")).doesNotContain(".");
        assertThat(item.get("event_id").asString()).isEqualTo(created.get("id").asString());
        assertThat(item.get("event_type").asString()).isEqualTo("task.created.v1");
        assertThat(item.get("attempts").asInt()).isEqualTo(1);
        assertThat(item.get("response_status").asInt()).isEqualTo(204);
        assertThat(item.has("delivered_at")).isTrue();
        assertThat(item.has("next_attempt_at")).isFalse();
        assertThat(item.has("reason")).isFalse();
        assertThat(receiver.received("/hook")).hasSize(1);
    }

    @Test
    void only_what_a_webhook_has_chosen_is_sent_to_it_and_only_its_users() {
        JsonNode types = webhook("/types", "task.created.v1", "reminder.due.v1");
        JsonNode topics = webhook("/topics", "task-events", "notifications");
        ObjectNode foreign = GoldenEvents.of(EventType.TASK_CREATED, data -> data.put("user_id", Platform.newUser()));

        deliver(event(EventType.TASK_CREATED), foreign, event(EventType.TASK_COMPLETED));
        deliver(event(EventType.TASK_FIELD_UPDATED));
        deliver(event(EventType.NOTIFICATION_IN_APP), event(EventType.PREFERENCES_CHANGED));
        platform.deliver(Platform.ring(user, "email", "Buy groceries"));

        await().untilAsserted(() -> {
            assertThat(log(types))
                    .extracting(item -> item.get("event_type").asString())
                    .containsExactly("reminder.due.v1", "task.created.v1");
            assertThat(log(topics))
                    .extracting(item -> item.get("event_type").asString())
                    .containsExactlyInAnyOrder(
                            "task.created.v1", "task.completed.v1", "notification.in_app.v1", "preferences.changed.v1");
            assertThat(receiver.received("/types")).hasSize(2);
            assertThat(receiver.received("/topics")).hasSize(4);
        });
    }

    @Test
    void webhooks_publish_nothing_themselves() {
        JsonNode webhook = webhook("/hook", "notifications");
        int before = platform.sidecar().published(Topics.NOTIFICATIONS).size();

        deliver(event(EventType.NOTIFICATION_OUTCOME));

        settled(webhook, "delivered");
        assertThat(platform.sidecar().published(Topics.NOTIFICATIONS)).hasSize(before);
    }

    @Test
    void what_is_not_taken_goes_again_with_the_same_id_and_body_and_a_new_time() throws Exception {
        receiver.answer("/hook", 500);
        JsonNode webhook = webhook("/hook", "task-events");
        deliver(event(EventType.TASK_CREATED));

        JsonNode retrying = settled(webhook, "retrying");
        assertThat(retrying.get("reason").asString()).isEqualTo("it answered 500");
        assertThat(retrying.get("response_status").asInt()).isEqualTo(500);
        assertThat(retrying.has("next_attempt_at")).isTrue();
        assertThat(client.get(path(webhook)).json().has("failing_since")).isTrue();

        receiver.answer("/hook", 202);
        nextAttemptIsDue(webhook);
        JsonNode delivered = settled(webhook, "delivered");
        assertThat(delivered.get("attempts").asInt()).isEqualTo(2);
        assertThat(delivered.get("response_status").asInt()).isEqualTo(202);

        List<Received> received = receiver.received("/hook");
        assertThat(received).hasSize(2);
        assertThat(received.get(1).header("webhook-id"))
                .isEqualTo(received.get(0).header("webhook-id"));
        assertThat(received.get(1).body()).isEqualTo(received.get(0).body());
        for (Received one : received) {
            verify(webhook, one);
        }
        assertThat(client.get(path(webhook)).json().has("failing_since")).isFalse();
    }

    @Test
    void a_receiver_that_asks_for_a_pause_gets_it() {
        receiver.on("/hook", exchange -> {
            exchange.getResponseHeaders().add("Retry-After", "7200");
            exchange.sendResponseHeaders(429, -1);
            exchange.close();
        });
        JsonNode webhook = webhook("/hook", "task-events");
        deliver(event(EventType.TASK_CREATED));

        settled(webhook, "retrying");
        assertThat(jdbc.sql("select next_attempt_at > now() + interval '119 min' from webhook_delivery"
                                + " where webhook_id = ?")
                        .param(id(webhook))
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void after_the_last_attempt_it_has_failed_for_good() {
        receiver.answer("/hook", 500);
        JsonNode webhook = webhook("/hook", "task-events");
        deliver(event(EventType.TASK_CREATED));
        settled(webhook, "retrying");
        jdbc.sql("update webhook_delivery set attempts = 9, next_attempt_at = now() where webhook_id = ?")
                .param(id(webhook))
                .update();

        JsonNode failed = settled(webhook, "failed");

        assertThat(failed.get("attempts").asInt()).isEqualTo(RetrySchedule.ATTEMPTS);
        assertThat(failed.get("reason").asString()).isEqualTo("it answered 500, at the last of 10 attempts");
        assertThat(client.get(path(webhook)).json().get("status").asString()).isEqualTo("active");
    }

    @Test
    void a_redirect_is_a_failure_and_not_followed() {
        receiver.on("/hook", exchange -> {
            exchange.getResponseHeaders().add("Location", receiver.url("/elsewhere"));
            exchange.sendResponseHeaders(307, -1);
            exchange.close();
        });
        JsonNode webhook = webhook("/hook", "task-events");
        deliver(event(EventType.TASK_CREATED));

        assertThat(settled(webhook, "retrying").get("reason").asString())
                .isEqualTo("it answered 307: redirects are not followed");
        assertThat(receiver.received("/elsewhere")).isEmpty();
    }

    @Test
    void a_webhook_that_answers_410_hears_no_more_until_its_user_wants_it_again() {
        receiver.answer("/hook", 500);
        JsonNode webhook = webhook("/hook", "task-events");
        deliver(event(EventType.TASK_CREATED));
        settled(webhook, "retrying");

        receiver.answer("/hook", 410);
        deliver(event(EventType.TASK_UPDATED));

        await().untilAsserted(() -> assertThat(
                        client.get(path(webhook)).json().get("status").asString())
                .isEqualTo("gone"));
        Answer gone = client.get(path(webhook));
        assertThat(gone.json().get("reason").asString()).isEqualTo("it answered 410: it is gone");
        assertThat(gone.header("ETag")).contains("\"2\"");
        assertThat(log(webhook))
                .extracting(item -> item.get("status").asString())
                .containsExactly("failed", "failed");
        deliver(event(EventType.TASK_COMPLETED));
        assertThat(log(webhook)).hasSize(2);
        assertThat(client.post(path(webhook) + "/test", "").status()).isEqualTo(409);

        receiver.answer("/hook", 204);
        client.patch(path(webhook), "{\"status\": \"active\"}");
        deliver(event(EventType.TASK_DELETED));
        await().untilAsserted(() ->
                assertThat(log(webhook).getFirst().get("status").asString()).isEqualTo("delivered"));
        assertThat(client.get(path(webhook)).json().has("reason")).isFalse();
    }

    @Test
    void a_webhook_that_took_nothing_for_days_is_left_alone() {
        receiver.answer("/hook", 503);
        JsonNode webhook = webhook("/hook", "task-events");
        deliver(event(EventType.TASK_CREATED));
        settled(webhook, "retrying");
        jdbc.sql("update webhook set failures = 9 where webhook_id = ?")
                .param(id(webhook))
                .update();
        nextAttemptIsDue(webhook);
        await().untilAsserted(() ->
                assertThat(log(webhook).getFirst().get("attempts").asInt()).isEqualTo(2));
        settled(webhook, "retrying");
        assertThat(client.get(path(webhook)).json().get("status").asString()).isEqualTo("active");

        jdbc.sql("update webhook set failing_since = now() - interval '121 h' where webhook_id = ?")
                .param(id(webhook))
                .update();
        nextAttemptIsDue(webhook);

        await().untilAsserted(() -> assertThat(
                        client.get(path(webhook)).json().get("status").asString())
                .isEqualTo("failing"));
        assertThat(client.get(path(webhook)).json().get("reason").asString())
                .isEqualTo("every attempt of 5 days has failed");
        settled(webhook, "failed");
    }

    @Test
    void a_paused_webhook_gets_neither_what_waits_nor_what_comes() {
        receiver.answer("/hook", 500);
        JsonNode webhook = webhook("/hook", "task-events");
        deliver(event(EventType.TASK_CREATED));
        settled(webhook, "retrying");

        client.patch(path(webhook), "{\"status\": \"paused\"}");
        deliver(event(EventType.TASK_UPDATED));

        assertThat(settled(webhook, "failed").get("reason").asString()).isEqualTo("the webhook was paused");
        assertThat(receiver.received("/hook")).hasSize(1);
    }

    @Test
    void what_slips_in_while_a_webhook_is_paused_is_not_sent() {
        JsonNode webhook = webhook("/hook", "task-events");
        client.patch(path(webhook), "{\"status\": \"paused\"}");
        deliveries.insert(List.of(new WebhookDeliveries.New(
                UUID.randomUUID(), id(webhook), UUID.randomUUID(), "task.created.v1", "{}", null)));

        assertThat(settled(webhook, "failed").get("reason").asString()).isEqualTo("the webhook is not active");
        assertThat(receiver.received("/hook")).isEmpty();
    }

    @Test
    void after_a_rotation_both_secrets_verify_for_a_day_and_then_only_the_new_one() throws Exception {
        JsonNode old = webhook("/hook", "task-events");
        JsonNode rotated = client.with("If-Match", "\"1\"")
                .post(path(old) + "/rotate-secret", "")
                .json();
        assertThat(rotated.get("version").asInt()).isEqualTo(2);
        assertThat(client.with("If-Match", "\"1\"")
                        .post(path(old) + "/rotate-secret", "")
                        .status())
                .isEqualTo(412);

        deliver(event(EventType.TASK_CREATED));
        settled(old, "delivered");
        Received both = receiver.received("/hook").getFirst();
        assertThat(both.header("webhook-signature")).matches("v1,\\S+ v1,\\S+");
        verify(old, both);
        verify(rotated, both);

        jdbc.sql("update webhook set previous_secret_until = now() where webhook_id = ?")
                .param(id(old))
                .update();
        deliver(event(EventType.TASK_UPDATED));
        await().untilAsserted(() -> assertThat(receiver.received("/hook")).hasSize(2));
        Received last = receiver.received("/hook").getLast();
        verify(rotated, last);
        assertThatThrownBy(() -> verify(old, last)).isInstanceOf(WebhookVerificationException.class);
    }

    @Test
    void a_test_sends_a_ping_by_the_same_way() throws Exception {
        JsonNode webhook = webhook("/hook", "reminders");

        Answer answer = client.with("Idempotency-Key", "ping-" + user).post(path(webhook) + "/test", "");
        client.with("Idempotency-Key", "ping-" + user).post(path(webhook) + "/test", "");

        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        JsonNode item = settled(webhook, "delivered");
        assertThat(item.get("delivery_id")).isEqualTo(answer.json().get("delivery_id"));
        assertThat(item.get("event_type").asString()).isEqualTo(Ping.TYPE);
        Received received = receiver.received("/hook").getFirst();
        verify(webhook, received);
        JsonNode body = JsonMapper.shared().readTree(received.body());
        assertThat(body.get("type").asString()).isEqualTo("webhook.ping.v1");
        assertThat(body.at("/data/webhook_id").asString()).isEqualTo(id(webhook).toString());
    }

    @Test
    void what_was_delivered_or_has_failed_is_delivered_again_on_demand() throws Exception {
        JsonNode webhook = webhook("/hook", "task-events");
        deliver(event(EventType.TASK_CREATED));
        JsonNode delivered = settled(webhook, "delivered");
        String redeliver =
                path(webhook) + "/deliveries/" + delivered.get("delivery_id").asString() + "/redeliver";

        Answer again = client.post(redeliver, "");

        assertThat(again.status()).as(again.body()).isEqualTo(202);
        await().untilAsserted(() -> assertThat(receiver.received("/hook")).hasSize(2));
        assertThat(settled(webhook, "delivered").get("attempts").asInt()).isEqualTo(2);
        List<Received> received = receiver.received("/hook");
        assertThat(received.get(1).header("webhook-id"))
                .isEqualTo(received.get(0).header("webhook-id"));
        verify(webhook, received.get(1));

        // with all of its retries, although there were ten attempts already
        jdbc.sql("update webhook_delivery set status = 'FAILED', attempts = 10 where webhook_id = ?")
                .param(id(webhook))
                .update();
        receiver.answer("/hook", 500);
        client.post(redeliver, "");
        assertThat(settled(webhook, "retrying").get("attempts").asInt()).isEqualTo(11);

        client.patch(path(webhook), "{\"status\": \"paused\"}");
        assertThat(client.post(redeliver, "").status()).isEqualTo(409);
    }

    @Test
    void what_is_being_sent_can_not_be_asked_for_again() {
        JsonNode webhook = webhook("/hook", "task-events");
        deliver(event(EventType.TASK_CREATED));
        JsonNode delivered = settled(webhook, "delivered");
        jdbc.sql("update webhook_delivery set status = 'SENDING', next_attempt_at = now() + interval '1 h'"
                        + " where webhook_id = ?")
                .param(id(webhook))
                .update();

        assertThat(client.post(
                                path(webhook) + "/deliveries/"
                                        + delivered.get("delivery_id").asString() + "/redeliver",
                                "")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void the_log_comes_in_pages_and_the_newest_first() {
        JsonNode webhook = webhook("/hook", "task-events");
        List<String> expected = new ArrayList<>();
        IntStream.range(0, 5).forEach(i -> {
            ObjectNode event = event(EventType.TASK_UPDATED);
            expected.addFirst(event.get("id").asString());
            deliver(event);
        });

        assertThat(client.pages(path(webhook) + "/deliveries", 2))
                .extracting(item -> item.get("event_id").asString())
                .isEqualTo(expected);
    }

    @Test
    void an_attempt_that_was_cut_off_goes_again_when_its_lease_ends() {
        JsonNode webhook = webhook("/hook", "task-events");
        deliver(event(EventType.TASK_CREATED));
        settled(webhook, "delivered");
        jdbc.sql("update webhook_delivery set status = 'SENDING', delivered_at = null, next_attempt_at = now()"
                        + " where webhook_id = ?")
                .param(id(webhook))
                .update();

        assertThat(settled(webhook, "delivered").get("attempts").asInt()).isEqualTo(2);
    }

    @Test
    void who_has_lost_its_lease_decides_nothing_any_more() {
        JsonNode webhook = webhook("/hook", "task-events");
        client.post(path(webhook) + "/test", "");
        settled(webhook, "delivered");
        // nobody but the test claims what it claims: its host is busy for all others
        jdbc.sql("update webhook_delivery set status = 'SENDING', attempts = 2, delivered_at = null,"
                        + " next_attempt_at = now() + interval '1 h' where webhook_id = ?")
                .param(id(webhook))
                .update();
        Outgoing lost = attempt(webhook, 1);
        Outgoing current = attempt(webhook, 2);

        assertThat(table.settle(lost, DeliveryStatus.FAILED, new Verdict.Withdrawn("too late"), "too late"))
                .isFalse();
        assertThat(table.settle(current, DeliveryStatus.DELIVERED, new Verdict.Delivered(200), null))
                .isTrue();
        assertThat(table.settle(current, DeliveryStatus.DELIVERED, new Verdict.Delivered(200), null))
                .isFalse();
    }

    private Outgoing attempt(JsonNode webhook, int number) {
        UUID delivery =
                UUID.fromString(log(webhook).getFirst().get("delivery_id").asString());
        return new Outgoing(delivery, id(webhook), "", "", WebhookStatus.ACTIVE, List.of(), "", number, number, null);
    }

    @Test
    void a_receiver_that_keeps_us_waiting_stalls_nobody_else() {
        CountDownLatch end = new CountDownLatch(1);
        receiver.on("/slow", exchange -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        JsonNode slow = webhook("/slow", "task.updated.v1");
        JsonNode quick = webhook("/quick", "task.created.v1");
        deliver(IntStream.range(0, 50)
                .mapToObj(i -> event(EventType.TASK_UPDATED))
                .toArray(ObjectNode[]::new));
        await().untilAsserted(() -> assertThat(receiver.received("/slow")).hasSize(Turns.OF_WEBHOOK));

        deliver(event(EventType.TASK_CREATED));

        settled(quick, "delivered");
        assertThat(receiver.received("/slow")).hasSize(Turns.OF_WEBHOOK);
        end.countDown();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(client.get(path(slow) + "/deliveries?limit=100")
                                .json()
                                .get("items")
                                .valueStream()
                                .filter(item -> item.get("status").asString().equals("delivered")))
                        .hasSize(50));
        assertThat(receiver.received("/slow")).hasSize(50);
    }

    @Test
    void the_log_forgets_what_is_old_and_settled() {
        receiver.answer("/failing", 500);
        JsonNode old = webhook("/hook", "task-events");
        JsonNode waiting = webhook("/failing", "task-events");
        deliver(event(EventType.TASK_CREATED));
        settled(old, "delivered");
        settled(waiting, "retrying");
        jdbc.sql("update webhook_delivery set created_at = now() - interval '31 d'")
                .update();
        deliver(event(EventType.TASK_UPDATED));

        purge.purge();

        assertThat(log(old))
                .extracting(item -> item.get("event_type").asString())
                .containsExactly("task.updated.v1");
        assertThat(log(waiting)).hasSize(2);
    }

    @Test
    void attempts_are_counted() {
        JsonNode webhook = webhook("/hook", "task-events");
        deliver(event(EventType.TASK_CREATED));
        settled(webhook, "delivered");

        await().untilAsserted(() -> assertThat(registry.get("taskstream.webhooks.deliveries")
                        .tag("outcome", "delivered")
                        .counter()
                        .count())
                .isPositive());
    }

    @Test
    void events_of_people_without_webhooks_leave_nothing_behind() {
        JsonNode webhook = webhook("/hook", "task.deleted.v1");

        int inbox = rows("inbox");
        deliver(
                event(EventType.TASK_CREATED),
                GoldenEvents.of(EventType.TASK_DELETED, data -> data.put("user_id", Platform.newUser())));

        assertThat(log(webhook)).isEmpty();
        assertThat(rows("webhook_delivery")).isZero();
        assertThat(rows("inbox")).isEqualTo(inbox);
    }

    private int rows(String table) {
        return jdbc.sql("select count(*) from " + table).query(Integer.class).single();
    }
}
