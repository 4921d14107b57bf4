package io.taskstream.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.taskstream.notification.Platform;
import io.taskstream.notification.ServiceTest;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@ServiceTest
class ProviderDownTests {
    private static final int MESSAGES = 40;

    @Autowired
    Platform platform;

    @Autowired
    MeterRegistry registry;

    private final String user = Platform.newUser();

    @AfterEach
    void providersAreWell() {
        platform.providersAreWell();
    }

    private double circuit(String channel) {
        return registry.get("taskstream.notifications.circuit")
                .tag("channel", channel)
                .gauge()
                .value();
    }

    private long attempts() {
        return platform.rows(user).stream()
                .mapToInt(row -> (Integer) row.get("attempts"))
                .sum();
    }

    @Test
    void while_a_provider_is_down_messages_wait_without_using_up_their_attempts_and_then_all_go() {
        platform.reachable(user, "topic-of-" + user, "+1555" + user.replace("user", ""));
        platform.bindingSays("sms", "error from Twilio (503): 503 Service Unavailable");
        platform.deliver(IntStream.range(0, MESSAGES)
                .mapToObj(i -> Platform.ring(user, "sms", "Buy groceries"))
                .toArray(JsonNode[]::new));

        await().untilAsserted(() -> assertThat(circuit("sms")).isEqualTo(2));
        await().untilAsserted(() -> assertThat(platform.rows(user).stream()
                        .filter(row -> row.get("status").equals("PENDING")))
                .isNotEmpty()
                .allMatch(row -> "waiting: the SMS service did not take it".equals(row.get("reason"))));
        // those that opened it, and one each time that it was tried
        assertThat(attempts()).isLessThan(MESSAGES / 2);
        assertThat(circuit("email")).isZero();

        platform.providersAreWell();
        await().untilAsserted(() -> {
            platform.nextAttemptIsDue(user);
            assertThat(platform.rows(user)).allMatch(row -> row.get("status").equals("SENT"));
        });
        assertThat(platform.rows(user)).allMatch(row -> row.get("reason") == null);
        assertThat(circuit("sms")).isZero();
        assertThat(platform.outcomes(user).stream()
                        .map(data -> data.get("status").asString())
                        .distinct())
                .isSubsetOf(List.of("retrying", "sent"));
    }

    @Test
    void a_refused_address_keeps_nobody_elses_messages_back() {
        platform.reachable(user, "topic-of-" + user, "+1555" + user.replace("user", ""));
        platform.bindingSays("push", "received status code 400");
        platform.deliver(IntStream.range(0, 20)
                .mapToObj(i -> Platform.ring(user, "push", "Buy groceries"))
                .toArray(JsonNode[]::new));

        await().untilAsserted(() -> assertThat(platform.outcomes(user)).hasSize(20));
        assertThat(circuit("push")).isZero();
    }
}
