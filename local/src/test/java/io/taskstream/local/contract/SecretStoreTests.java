package io.taskstream.local.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Credentials come from the secret store, and from nowhere else. */
class SecretStoreTests {
    @Test
    void components_take_their_credentials_from_the_store() {
        assertThat(DaprResource.read("pubsub").secrets()).containsExactly("KAFKA_PASSWORD");
        assertThat(DaprResource.read("smtp").secrets()).containsExactlyInAnyOrder("SMTP_USERNAME", "SMTP_PASSWORD");
        assertThat(DaprResource.read("push").secrets()).containsExactly("NTFY_AUTHORIZATION");
        assertThat(DaprResource.read("sms").secrets()).containsExactly("TWILIO_AUTH_TOKEN");
        for (String component : List.of("pubsub", "smtp", "push", "sms")) {
            assertThat(DaprResource.read(component).map("auth")).containsEntry("secretStore", "secrets");
        }
    }

    @Test
    void every_sidecar_loads_it() {
        assertThat(DaprResource.read("secrets").content()).doesNotContainKey("scopes");
    }

    @Test
    void no_app_may_read_it() {
        assertThat(DaprResource.read("configuration").map("spec", "secrets"))
                .containsEntry("scopes", List.of(Map.of("storeName", "secrets", "defaultAccess", "deny")));
    }
}
