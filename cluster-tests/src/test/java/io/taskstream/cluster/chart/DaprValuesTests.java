package io.taskstream.cluster.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskstream.cluster.schemas.Schemas;
import io.taskstream.cluster.tools.Checkout;
import io.taskstream.cluster.tools.Helm;
import io.taskstream.cluster.tools.Manifests;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Dapr's own chart with the values that Taskstream asks for. */
class DaprValuesTests {
    private final Manifests rendered = Manifests.parse(Helm.command("template", "dapr", Schemas.daprChart())
            .with("--namespace", "dapr-system")
            .with("-f", Checkout.path("charts/dapr/values.yaml"))
            .with("-f", Checkout.path("charts/dapr/values-prod.yaml"))
            .output());

    @Test
    void sidecars_get_certificates() {
        JsonNode configuration = rendered.get("Configuration", "daprsystem");

        assertThat(configuration.at("/spec/mtls/enabled").asBoolean()).isTrue();
    }

    @Test
    void sidecars_keep_no_capabilities() {
        JsonNode injector = rendered.get("Deployment", "dapr-sidecar-injector");

        assertThat(injector.at("/spec/template/spec/containers/0/env").valueStream())
                .anySatisfy(variable -> {
                    assertThat(variable.path("name").asString()).isEqualTo("SIDECAR_DROP_ALL_CAPABILITIES");
                    assertThat(variable.path("value").asString()).isEqualTo("true");
                });
    }

    @Test
    void a_pod_that_wants_a_sidecar_does_not_start_without() {
        JsonNode webhook = rendered.get("MutatingWebhookConfiguration", "dapr-sidecar-injector")
                .at("/webhooks/0");

        assertThat(webhook.path("failurePolicy").asString()).isEqualTo("Fail");
        assertThat(webhook.at("/namespaceSelector/matchLabels/dapr").asString()).isEqualTo("enabled");
    }
}
