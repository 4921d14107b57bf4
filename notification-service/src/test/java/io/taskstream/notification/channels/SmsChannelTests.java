package io.taskstream.notification.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskstream.eventing.testing.FakeSidecar.Invocation;
import io.taskstream.notification.Platform;
import io.taskstream.notification.ServiceTest;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@ServiceTest
class SmsChannelTests {
    @Autowired
    Platform platform;

    private final String user = Platform.newUser();
    private final String phone = "+1555" + user.replace("user", "");

    @BeforeEach
    void theUserHasAPhone() {
        platform.reachable(user, "topic-of-" + user, phone);
    }

    @AfterEach
    void twilioIsWell() {
        platform.providersAreWell();
    }

    private JsonNode onlyOutcome() {
        await().untilAsserted(() -> assertThat(platform.outcomes(user)).hasSize(1));
        return platform.outcomes(user).getFirst();
    }

    @Test
    void a_reminder_becomes_one_short_message_to_the_number_of_the_call() {
        platform.deliver(Platform.ring(user, "sms", "Buy groceries"));

        assertThat(onlyOutcome().get("status").asString()).isEqualTo("sent");
        assertThat(platform.invocations("sms", phone)).hasSize(1);
        Invocation sms = platform.invocations("sms", phone).getFirst();
        assertThat(sms.operation()).isEqualTo("create");
        assertThat(sms.metadata()).containsOnly(Map.entry("toNumber", phone));
        assertThat(sms.data()).isEqualTo("Reminder: Buy groceries\nTuesday, 27 January 2026, 09:00 UTC");
    }

    @Test
    void a_number_that_twilio_refuses_is_not_tried_again() {
        platform.bindingSays("sms", "error from Twilio (400): 400 Bad Request");
        platform.deliver(Platform.ring(user, "sms", "Buy groceries"));

        assertThat(onlyOutcome().get("status").asString()).isEqualTo("failed");
        assertThat(onlyOutcome().get("reason").asString()).isEqualTo("the SMS service refused the address");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "error from Twilio (401): 401 Unauthorized",
                "error from Twilio (404): 404 Not Found",
                "error from Twilio (429): 429 Too Many Requests",
                "error from Twilio (503): 503 Service Unavailable",
                "context deadline exceeded"
            })
    void everything_else_goes_again(String failure) {
        platform.bindingSays("sms", failure);
        platform.deliver(Platform.ring(user, "sms", "Buy groceries"));

        assertThat(onlyOutcome().get("status").asString()).isEqualTo("retrying");
    }

    @Test
    void somebody_without_a_number_is_told_how_to_give_one() {
        String other = Platform.newUser();
        platform.deliver(Platform.ring(other, "sms", "Buy groceries"));

        await().untilAsserted(() -> assertThat(platform.outcomes(other)).hasSize(1));
        assertThat(platform.outcomes(other).getFirst().get("reason").asString())
                .isEqualTo("no phone number: PUT /api/preferences");
    }
}
