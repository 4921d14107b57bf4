package io.taskstream.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskstream.api.testing.Client;
import io.taskstream.api.testing.Client.Answer;
import io.taskstream.api.testing.TestIssuer;
import io.taskstream.contracts.Topics;
import io.taskstream.eventing.testing.FakeSidecar;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.core.ConditionFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** The service as its callers and its sidecar see it. */
public record TaskApi(int port, TestIssuer issuer, FakeSidecar sidecar, JdbcTemplate jdbc) {

    /** A user that nobody else in the tests is. */
    public String newUser() {
        return "user-" + UUID.randomUUID();
    }

    public Client anonymous() {
        return new Client(port);
    }

    public Client as(String user) {
        return anonymous().as(issuer.token(user));
    }

    public Client chatbotFor(String user) {
        return anonymous().as(issuer.chatbotToken()).with("X-Act-For-User", user);
    }

    /** Creates a task, which must succeed; its path. */
    public String created(Client client, String json) {
        Answer answer = client.post("/api/tasks", json);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.header("Location").orElseThrow();
    }

    /** The envelopes of a user's events on a topic, once there are that many, and no more come. */
    public List<JsonNode> events(String topic, String user, int count) {
        patiently().untilAsserted(() -> assertThat(published(topic, user)).hasSizeGreaterThanOrEqualTo(count));
        patiently().until(() -> outbox() == 0);
        assertThat(published(topic, user)).hasSize(count);
        return published(topic, user);
    }

    private static ConditionFactory patiently() {
        return await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .atMost(Duration.ofSeconds(20));
    }

    public List<JsonNode> taskEvents(String user, int count) {
        return events(Topics.TASK_EVENTS, user, count);
    }

    public List<JsonNode> taskUpdates(String user, int count) {
        return events(Topics.TASK_UPDATES, user, count);
    }

    private List<JsonNode> published(String topic, String user) {
        return sidecar.published(topic).stream()
                .filter(envelope ->
                        user.equals(envelope.path("data").path("user_id").asString("")))
                .toList();
    }

    /** Events that wait to be published. */
    public long outbox() {
        return count("select count(*) from outbox");
    }

    public long count(String sql, Object... parameters) {
        Long count = jdbc.queryForObject(sql, Long.class, parameters);
        return count == null ? 0 : count;
    }

    /** All that the service has ever written of a user: a number that changes with any write. */
    public List<?> state(String user) {
        return jdbc.queryForList("select * from task where user_id = ? order by task_id", user);
    }
}
