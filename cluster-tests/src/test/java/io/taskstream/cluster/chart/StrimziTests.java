package io.taskstream.cluster.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskstream.cluster.tools.Command;
import io.taskstream.cluster.tools.Manifests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class StrimziTests {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "strimzi/dev",
                "strimzi/prod",
                "strimzi/topics",
                "strimzi/users",
                "strimzi/operations",
                "components"
            })
    void every_resource_is_what_its_kind_may_be(String folder) {
        Command.Result result = Kubeconform.check(Manifests.folder(folder));

        assertThat(result.exit()).as(result.out() + result.err()).isZero();
        assertThat(result.out()).contains("Invalid: 0, Errors: 0").doesNotContain("Valid: 0,");
    }

    @Test
    void production_loses_no_acknowledged_event_with_a_broker() {
        JsonNode kafka = Manifests.folder("strimzi/prod")
                .get("Kafka", "taskstream")
                .path("spec")
                .path("kafka");
        JsonNode brokers = Manifests.folder("strimzi/prod").get("KafkaNodePool", "brokers");
        JsonNode config = kafka.path("config");

        assertThat(brokers.path("spec").path("replicas").asInt()).isGreaterThanOrEqualTo(3);
        assertThat(config.path("default.replication.factor").asInt()).isEqualTo(3);
        assertThat(config.path("min.insync.replicas").asInt()).isEqualTo(2);
        assertThat(config.path("offsets.topic.replication.factor").asInt()).isEqualTo(3);
        assertThat(config.path("unclean.leader.election.enable").asBoolean(true))
                .isFalse();
        assertThat(kafka.path("rack").path("topologyKey").asString()).isEqualTo("topology.kubernetes.io/zone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"strimzi/dev", "strimzi/prod"})
    void nobody_gets_in_without_a_name_and_tls(String folder) {
        JsonNode kafka =
                Manifests.folder(folder).get("Kafka", "taskstream").path("spec").path("kafka");

        assertThat(kafka.path("listeners").valueStream()).isNotEmpty().allSatisfy(listener -> {
            assertThat(listener.path("tls").asBoolean()).isTrue();
            assertThat(listener.path("authentication").path("type").asString()).isEqualTo("scram-sha-512");
        });
        assertThat(kafka.path("authorization").path("type").asString()).isEqualTo("simple");
        assertThat(kafka.path("config").path("auto.create.topics.enable").asBoolean(true))
                .isFalse();
    }
}
