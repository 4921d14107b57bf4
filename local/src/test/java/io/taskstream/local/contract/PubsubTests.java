package io.taskstream.local.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskstream.contracts.Topics;
import io.taskstream.local.home.Checkout;
import io.taskstream.local.kafka.UserDeclaration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclOperation;
import org.junit.jupiter.api.Test;

/** Who may publish and consume what: the sidecar's scopes and the broker's rights say the same, and no more than is used. */
class PubsubTests {
    private static final Map<String, Set<String>> PUBLISHES = Map.of(
            "task-service", Set.of(Topics.TASK_EVENTS, Topics.TASK_UPDATES),
            "reminder-service", Set.of(Topics.REMINDERS),
            "notification-service", Set.of(Topics.NOTIFICATIONS));

    private static final Map<String, Set<String>> CONSUMES = Map.of(
            "reminder-service",
            Set.of(Topics.TASK_EVENTS, Topics.NOTIFICATIONS),
            "notification-service",
            Set.of(Topics.TASK_EVENTS, Topics.TASK_UPDATES, Topics.REMINDERS, Topics.NOTIFICATIONS),
            "analytics-service",
            Set.of(Topics.TASK_EVENTS, Topics.TASK_UPDATES, Topics.REMINDERS, Topics.NOTIFICATIONS),
            "python-example",
            Set.of(Topics.TASK_EVENTS));

    /** Reads only, and keeps no dead letters. */
    private static final String EXAMPLE = "python-example";

    private final DaprResource pubsub = DaprResource.read("pubsub");
    private final List<UserDeclaration> users =
            UserDeclaration.readAll(Checkout.find().users());

    @Test
    void no_other_topics_exist_and_none_is_open_to_an_app_without_a_scope() {
        Set<String> all = Topics.ALL.stream().map(Topics.Topic::name).collect(Collectors.toSet());

        assertThat(pubsub.topics("allowedTopics")).isEqualTo(all);
        assertThat(pubsub.topics("protectedTopics")).isEqualTo(all);
    }

    @Test
    void each_app_may_publish_its_topics_and_the_dead_letters_of_what_it_consumes() {
        assertThat(pubsub.topicsByApp("publishingScopes")).isEqualTo(withDeadLetters(PUBLISHES));
    }

    @Test
    void each_app_may_consume_its_topics_and_their_dead_letters() {
        assertThat(pubsub.topicsByApp("subscriptionScopes")).isEqualTo(withDeadLetters(CONSUMES));
    }

    private static Map<String, Set<String>> withDeadLetters(Map<String, Set<String>> topics) {
        Map<String, Set<String>> all = new TreeMap<>();
        topics.forEach(
                (app, own) -> all.computeIfAbsent(app, key -> new TreeSet<>()).addAll(own));
        CONSUMES.forEach((app, consumed) -> {
            if (!app.equals(EXAMPLE)) {
                consumed.forEach(topic ->
                        all.computeIfAbsent(app, key -> new TreeSet<>()).add(topic + Topics.DEAD_LETTER_SUFFIX));
            }
        });
        return all;
    }

    @Test
    void the_broker_grants_exactly_what_the_sidecar_allows() {
        Map<String, Set<String>> publishes = pubsub.topicsByApp("publishingScopes");
        Map<String, Set<String>> consumes = pubsub.topicsByApp("subscriptionScopes");

        assertThat(users).extracting(UserDeclaration::name).containsExactlyInAnyOrderElementsOf(pubsub.scopes());
        assertThat(users).allSatisfy(user -> {
            Map<String, Set<AclOperation>> expected = new TreeMap<>();
            publishes.getOrDefault(user.name(), Set.of()).forEach(topic -> grant(expected, topic, AclOperation.WRITE));
            consumes.getOrDefault(user.name(), Set.of()).forEach(topic -> grant(expected, topic, AclOperation.READ));
            if (consumes.containsKey(user.name())) {
                expected.put("group/" + user.name(), Set.of(AclOperation.READ));
            }
            assertThat(user.operationsByResource()).isEqualTo(expected);
        });
    }

    private static void grant(Map<String, Set<AclOperation>> rights, String topic, AclOperation operation) {
        Set<AclOperation> operations = rights.computeIfAbsent("topic/" + topic, key -> new TreeSet<>());
        operations.add(operation);
        operations.add(AclOperation.DESCRIBE);
    }

    @Test
    void nothing_is_lost_by_a_default() {
        assertThat(pubsub.values())
                .containsEntry("initialOffset", "oldest")
                .containsEntry("authType", "password")
                .containsEntry("saslMechanism", "SHA-512")
                .containsEntry("saslUsername", "{appID}")
                .containsEntry("escapeHeaders", "true")
                .containsEntry("version", "3.6.0")
                // either of them passes a failed event over at the next success
                .doesNotContainKeys("consumeRetryEnabled", "backOffMaxRetries");
    }

    @Test
    void tls_is_what_an_unset_variable_means() {
        assertThat(pubsub.values()).doesNotContainKeys("disableTls", "skipVerify");
        assertThat(pubsub.variables()).contains("KAFKA_DISABLE_TLS");
    }
}
