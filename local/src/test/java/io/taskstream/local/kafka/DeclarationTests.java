package io.taskstream.local.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskstream.contracts.Topics;
import io.taskstream.local.home.Checkout;
import io.taskstream.local.home.PlatformException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** strimzi/ declares what contracts/ says, once. */
class DeclarationTests {
    private static final Checkout CHECKOUT = Checkout.find();

    @Test
    void strimzi_declares_exactly_the_topics_of_the_contracts() {
        assertThat(TopicDeclaration.readAll(CHECKOUT.topics()))
                .extracting(topic -> new Topics.Topic(
                        topic.name(),
                        topic.partitions(),
                        Duration.ofMillis(Long.parseLong(topic.config().getOrDefault("retention.ms", "0")))))
                .containsExactlyInAnyOrderElementsOf(Topics.ALL);
    }

    @Test
    void each_topic_and_user_has_a_file_of_its_own_name() throws IOException {
        assertThat(names(CHECKOUT.topics()))
                .containsExactlyInAnyOrderElementsOf(TopicDeclaration.readAll(CHECKOUT.topics()).stream()
                        .map(TopicDeclaration::name)
                        .toList());
        assertThat(names(CHECKOUT.users()))
                .containsExactlyInAnyOrderElementsOf(UserDeclaration.readAll(CHECKOUT.users()).stream()
                        .map(UserDeclaration::name)
                        .toList());
    }

    private static Stream<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString().replace(".yaml", "")).toList().stream();
        }
    }

    @Test
    void no_topic_keeps_its_records_longer_or_otherwise_than_by_time() {
        assertThat(TopicDeclaration.readAll(CHECKOUT.topics()))
                .allSatisfy(topic -> assertThat(topic.config()).containsOnlyKeys("retention.ms", "cleanup.policy"));
    }

    @Test
    void a_mistake_in_a_file_names_the_file(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("wrong.yaml"), """
                kind: KafkaUser
                metadata: {name: somebody}
                spec:
                  authentication: {type: scram-sha-512}
                  authorization:
                    type: simple
                    acls:
                      - resource: {type: topic, name: task-events, patternType: literal}
                        operations: [Raed]
                """);

        assertThatThrownBy(() -> UserDeclaration.readAll(folder))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("wrong.yaml")
                .hasMessageContaining("operation");
    }

    @Test
    void a_user_without_a_password_is_refused(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("open.yaml"), """
                kind: KafkaUser
                metadata: {name: somebody}
                spec:
                  authentication: {type: tls}
                  authorization: {type: simple, acls: []}
                """);

        assertThatThrownBy(() -> UserDeclaration.readAll(folder)).hasMessageContaining("scram-sha-512");
    }
}
