package io.taskstream.cluster.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskstream.cluster.tools.Checkout;
import io.taskstream.cluster.tools.Helm;
import io.taskstream.cluster.tools.Manifests;
import io.taskstream.contracts.Topics;
import io.taskstream.contracts.Topics.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class TopicContractTests {
    private final Rights rights = new Rights();

    @Test
    void strimzi_declares_the_topics_of_the_contracts_and_no_other() {
        List<Topic> declared = Manifests.folder("strimzi/topics").ofKind("KafkaTopic").stream()
                .map(TopicContractTests::topic)
                .toList();

        assertThat(declared).containsExactlyInAnyOrderElementsOf(Topics.ALL);
    }

    private static Topic topic(JsonNode resource) {
        JsonNode spec = resource.path("spec");
        assertThat(spec.has("replicas"))
                .as("the cluster's default decides on replicas")
                .isFalse();
        return new Topic(
                Manifests.name(resource),
                spec.path("partitions").asInt(),
                Duration.ofMillis(spec.path("config").path("retention.ms").asLong()));
    }

    @Test
    void every_topic_is_protected() {
        Set<String> all = Topics.ALL.stream().map(Topic::name).collect(Collectors.toSet());

        assertThat(Rights.split(rights.metadata("protectedTopics"))).isEqualTo(all);
        assertThat(Rights.split(rights.metadata("allowedTopics"))).isEqualTo(all);
    }

    @Test
    void the_component_is_set_as_kafka_needs_it() {
        assertThat(rights.metadata("initialOffset")).isEqualTo("oldest");
        assertThat(rights.metadata("authType")).isEqualTo("password");
        assertThat(rights.metadata("saslMechanism")).isEqualTo("SHA-512");
        assertThat(rights.metadata("saslUsername")).isEqualTo("{appID}");
        assertThat(rights.metadata("escapeHeaders")).isEqualTo("true");
        assertThat(rights.metadata("version")).isEqualTo("3.6.0");
        assertThat(rights.metadata("consumerID"))
                .as("the group is the app id, as the users' rights have it")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"task-service", "reminder-service", "notification-service", "analytics-service"})
    void a_service_may_do_in_dapr_what_its_code_does_and_no_more(String service) {
        ServiceCode code = ServiceCode.of(service);

        Set<String> writes = new TreeSet<>(code.publishes());
        writes.addAll(code.deadLetters());
        assertThat(rights.scopes("publishingScopes").getOrDefault(service, Set.of()))
                .isEqualTo(writes);
        assertThat(rights.scopes("subscriptionScopes").getOrDefault(service, Set.of()))
                .isEqualTo(code.consumes());
        assertThat(rights.apps()).contains(service);
    }

    @ParameterizedTest
    @ValueSource(strings = {"task-service", "reminder-service", "notification-service", "analytics-service"})
    void every_subscription_has_its_dead_letters_and_takes_them_back(String service) {
        ServiceCode code = ServiceCode.of(service);
        Set<String> sources = code.consumes().stream()
                .filter(topic -> !topic.endsWith(Topics.DEAD_LETTER_SUFFIX))
                .collect(Collectors.toSet());
        Set<String> expected =
                sources.stream().map(topic -> topic + Topics.DEAD_LETTER_SUFFIX).collect(Collectors.toSet());

        assertThat(code.deadLetters()).isEqualTo(expected);
        assertThat(code.consumes()).containsAll(expected);
    }

    @Test
    void kafka_grants_each_app_what_dapr_does_and_no_more() {
        Map<String, Set<String>> publishes = rights.scopes("publishingScopes");
        Map<String, Set<String>> subscribes = rights.scopes("subscriptionScopes");
        Set<String> users = rights.users().stream().map(Manifests::name).collect(Collectors.toSet());

        assertThat(users).isEqualTo(rights.apps());
        for (String user : users) {
            Set<String> writes = publishes.getOrDefault(user, Set.of());
            Set<String> reads = subscribes.getOrDefault(user, Set.of());
            assertThat(rights.granted(user, "topic", "Write")).as(user).isEqualTo(writes);
            assertThat(rights.granted(user, "topic", "Read")).as(user).isEqualTo(reads);
            Set<String> both = new HashSet<>(writes);
            both.addAll(reads);
            assertThat(rights.granted(user, "topic", "Describe")).as(user).isEqualTo(both);
            assertThat(rights.granted(user, "group", "Read"))
                    .as(user)
                    .isEqualTo(reads.isEmpty() ? Set.of() : Set.of(user));
        }
    }

    @Test
    void users_have_literal_rights_to_read_write_and_describe_only() {
        assertThat(rights.users()).allSatisfy(user -> {
            JsonNode spec = user.path("spec");
            assertThat(spec.path("authentication").path("type").asString()).isEqualTo("scram-sha-512");
            assertThat(spec.path("authorization").path("acls").valueStream()).allSatisfy(acl -> {
                assertThat(acl.path("resource").path("patternType").asString()).isEqualTo("literal");
                assertThat(acl.path("operations").valueStream().map(JsonNode::asString))
                        .isSubsetOf("Read", "Write", "Describe");
                assertThat(acl.path("host").asString("*")).isEqualTo("*");
            });
        });
    }

    @Test
    void keda_watches_what_a_service_consumes() {
        Manifests prod = Helm.template("values-prod.yaml");

        for (String service : List.of("reminder-service", "notification-service", "analytics-service")) {
            Set<String> watched = prod.get("ScaledObject", service)
                    .path("spec")
                    .path("triggers")
                    .valueStream()
                    .map(trigger -> trigger.path("metadata").path("topic").asString())
                    .collect(Collectors.toSet());
            Set<String> consumed = ServiceCode.of(service).consumes().stream()
                    .filter(topic -> !topic.endsWith(Topics.DEAD_LETTER_SUFFIX))
                    .collect(Collectors.toSet());
            assertThat(watched).as(service).isEqualTo(consumed);
        }
    }

    /** What a component takes from its sidecar's environment, the chart hands to every app that loads the component. */
    @Test
    void the_chart_gives_each_sidecar_what_its_components_ask_for() {
        Manifests chart = Helm.template(
                "values-dev.yaml",
                "--set",
                "smtp.existingSecret=mail,kafka.brokers=a:9093,push.url=http://ntfy,push.existingSecret=ntfy",
                "--set-string",
                "sms.existingSecret=twilio,sms.from=+15005550006");

        for (JsonNode component : Manifests.folder("components").ofKind("Component")) {
            Set<String> asked = component
                    .path("spec")
                    .path("metadata")
                    .valueStream()
                    .flatMap(item -> Stream.of(
                            item.path("envRef").asString(""),
                            item.at("/secretKeyRef/name").asString("")))
                    .filter(name -> !name.isEmpty())
                    .collect(Collectors.toSet());
            for (JsonNode app : component.path("scopes")) {
                if (app.asString().equals("python-example")) {
                    continue; // an example of somebody else's, not in the chart
                }
                JsonNode annotations =
                        chart.get("Deployment", app.asString()).at("/spec/template/metadata/annotations");
                String given = annotations.path("dapr.io/env").asString("") + ","
                        + annotations.path("dapr.io/env-from-secret").asString("");
                assertThat(asked)
                        .as(Manifests.name(component) + " for " + app.asString())
                        .allSatisfy(name -> assertThat("," + given).contains("," + name + "="));
            }
        }
    }

    @Test
    void app_ids_are_the_services_own_names() throws IOException {
        for (JsonNode deployment : Helm.template("values-dev.yaml").ofKind("Deployment")) {
            String name = Manifests.name(deployment);
            if (name.equals("taskstream-keycloak")) {
                continue;
            }
            assertThat(deployment
                            .at("/spec/template/metadata/annotations/dapr.io~1app-id")
                            .asString())
                    .isEqualTo(name);
            assertThat(Files.readString(Checkout.path(name + "/src/main/resources/application.yaml")))
                    .contains("name: " + name);
        }
    }
}
