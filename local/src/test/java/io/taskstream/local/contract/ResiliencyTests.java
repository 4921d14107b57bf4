package io.taskstream.local.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Retries in a sidecar are short: longer ones live in the services' tables. */
class ResiliencyTests {
    private static final Duration CONSUMERS_BEGIN_TO_TRADE_A_MESSAGE = Duration.ofSeconds(60);

    private final DaprResource resiliency = DaprResource.read("resiliency");

    @Test
    void a_delivery_gives_up_long_before_consumers_begin_to_trade_it() {
        Map<String, Object> inbound = resiliency.map("spec", "targets", "components", "pubsub", "inbound");
        Duration timeout = timeout(inbound);
        Map<String, Object> retry = resiliency.map("spec", "policies", "retries", (String) inbound.get("retry"));
        int retries = (Integer) retry.get("maxRetries");

        assertThat(retry).containsEntry("policy", "constant");
        assertThat(retries).isBetween(1, 3);
        Duration worst = timeout.multipliedBy(retries + 1L)
                .plus(duration(retry.get("duration")).multipliedBy(retries));
        assertThat(worst).isLessThan(CONSUMERS_BEGIN_TO_TRADE_A_MESSAGE.minusSeconds(15));
    }

    @Test
    void publishing_and_sending_are_not_repeated_by_the_sidecar() {
        for (String component : new String[] {"pubsub", "smtp", "push", "sms"}) {
            Map<String, Object> outbound = resiliency.map("spec", "targets", "components", component, "outbound");
            assertThat(outbound).containsOnlyKeys("timeout");
            assertThat(timeout(outbound)).isPositive();
        }
    }

    @Test
    void no_retry_policy_is_endless() {
        assertThat(resiliency.map("spec", "policies", "retries"))
                .isNotEmpty()
                .allSatisfy((name, policy) -> assertThat((Integer) ((Map<?, ?>) policy).get("maxRetries"))
                        .isBetween(0, 3));
    }

    private Duration timeout(Map<String, Object> direction) {
        return duration(resiliency.map("spec", "policies", "timeouts").get(direction.get("timeout")));
    }

    /** Go's notation, as far as the file uses it. */
    private static Duration duration(Object text) {
        String value = String.valueOf(text);
        return value.endsWith("ms")
                ? Duration.ofMillis(Long.parseLong(value.replace("ms", "")))
                : Duration.ofSeconds(Long.parseLong(value.replace("s", "")));
    }
}
