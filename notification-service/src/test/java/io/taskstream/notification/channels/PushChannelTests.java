package io.taskstream.notification.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskstream.eventing.testing.FakeSidecar.Invocation;
import io.taskstream.notification.Platform;
import io.taskstream.notification.ServiceTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ServiceTest
class PushChannelTests {
    @Autowired
    Platform platform;

    private final String user = Platform.newUser();
    private final String topic = "topic-of-" + user;

    @BeforeEach
    void theUserHasADevice() {
        platform.reachable(user, topic, "+1555" + user.replace("user", ""));
    }

    @AfterEach
    void thePushServiceIsWell() {
        platform.providersAreWell();
    }

    private JsonNode onlyOutcome() {
        await().untilAsserted(() -> assertThat(platform.outcomes(user)).hasSize(1));
        return platform.outcomes(user).getFirst();
    }

    @Test
    void a_reminder_becomes_one_push_message_as_ntfy_wants_it() {
        platform.deliver(Platform.ring(user, "push", "Buy groceries"));

        JsonNode outcome = onlyOutcome();
        assertThat(outcome.get("status").asString()).isEqualTo("sent");
        assertThat(outcome.get("channel").asString()).isEqualTo("push");
        assertThat(platform.invocations("push", topic)).hasSize(1);
        Invocation push = platform.invocations("push", topic).getFirst();
        assertThat(push.operation()).isEqualTo("post");
        assertThat(push.metadata()).isEmpty();
        assertThat(push.traceParent()).startsWith("00-" + Platform.TRACE_ID);
        JsonNode body = JsonMapper.shared().readTree(push.data());
        assertThat(body.propertyNames())
                .containsExactlyInAnyOrder("topic", "title", "message", "priority", "tags", "sequence_id");
        assertThat(body.get("topic").asString()).isEqualTo(topic);
        assertThat(body.get("message").asString()).isEqualTo("Buy groceries\nTuesday, 27 January 2026, 09:00 UTC");
        assertThat(body.get("priority").asInt()).isEqualTo(4);
        assertThat(body.get("sequence_id").asString())
                .isEqualTo(outcome.get("notification_id").asString());
    }

    @Test
    void a_second_attempt_replaces_the_first_on_the_device() {
        platform.bindingSays("push", "received status code 500");
        platform.deliver(Platform.ring(user, "push", "Buy groceries"));
        onlyOutcome();
        platform.providersAreWell();
        platform.nextAttemptIsDue(user);
        await().untilAsserted(() -> assertThat(platform.outcomes(user)).hasSize(2));

        assertThat(platform.invocations("push", topic))
                .hasSize(2)
                .extracting(push -> JsonMapper.shared()
                        .readTree(push.data())
                        .get("sequence_id")
                        .asString())
                .containsOnly(onlyNotification());
    }

    private String onlyNotification() {
        return String.valueOf(platform.rows(user).getFirst().get("notification_id"));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413})
    void a_topic_that_is_refused_is_not_tried_again(int status) {
        platform.bindingSays("push", "received status code " + status);
        platform.deliver(Platform.ring(user, "push", "Buy groceries"));

        assertThat(onlyOutcome().get("status").asString()).isEqualTo("failed");
        assertThat(onlyOutcome().get("reason").asString()).isEqualTo("the push service refused the address");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "received status code 401",
                "received status code 403",
                "received status code 404",
                "received status code 429",
                "received status code 503",
                "dial tcp 127.0.0.1:1: connect: connection refused",
                "context deadline exceeded"
            })
    void everything_else_goes_again(String failure) {
        platform.bindingSays("push", failure);
        platform.deliver(Platform.ring(user, "push", "Buy groceries"));

        assertThat(onlyOutcome().get("status").asString()).isEqualTo("retrying");
        assertThat(onlyOutcome().get("reason").asString()).isEqualTo("the push service did not take it");
    }

    /** Go's HTTP client turns a POST that is redirected into a GET, whose 200 means nothing. */
    @Test
    void a_web_page_is_not_taken_for_an_answer() {
        platform.sidecar().answerInvocations(invocation -> "<!doctype html><title>ntfy</title>");
        try {
            platform.deliver(Platform.ring(user, "push", "Buy groceries"));
            assertThat(onlyOutcome().get("status").asString()).isEqualTo("retrying");
        } finally {
            platform.providersAnswer();
        }
    }

    @Test
    void somebody_without_a_topic_is_told_how_to_get_one() {
        String other = Platform.newUser();
        platform.deliver(Platform.ring(other, "push", "Buy groceries"));

        await().untilAsserted(() -> assertThat(platform.outcomes(other)).hasSize(1));
        assertThat(platform.outcomes(other).getFirst().get("reason").asString())
                .isEqualTo("no push topic: PUT /api/preferences");
    }
}
