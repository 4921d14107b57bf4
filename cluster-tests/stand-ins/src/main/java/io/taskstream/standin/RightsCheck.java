package io.taskstream.standin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Tries, as each Kafka user, to write to and to read from every topic where that isn't granted, and to log in with a wrong
 * password; and reads what is granted. True if the broker refused and allowed just so.
 */
final class RightsCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String brokers;
    private final Declarations declarations;
    private int refused;
    private int allowed;
    private int wrong;

    private RightsCheck(String brokers, Declarations declarations) {
        this.brokers = brokers;
        this.declarations = declarations;
    }

    static RightsCheck of(Map<String, String> environment) throws IOException {
        return new RightsCheck(
                Objects.requireNonNull(environment.get("KAFKA_BROKERS")), Declarations.read(Path.of("/declarations")));
    }

    boolean run() throws IOException, InterruptedException {
        List<String> topics =
                declarations.topics().stream().map(NewTopic::name).sorted().toList();
        for (String user : declarations.users()) {
            String password = Files.readString(Path.of("/passwords", user));
            for (String topic : topics) {
                if (!declarations.granted(user, topic, AclOperation.WRITE)) {
                    refusedWrite(user, password, topic);
                }
                read(user, password, topic, declarations.granted(user, topic, AclOperation.READ));
            }
            wrongPassword(user, topics.getFirst());
        }
        System.out.printf("RESULT {\"refused\": %d, \"allowed\": %d, \"wrong\": %d}%n", refused, allowed, wrong);
        return wrong == 0 && refused > 0 && allowed > 0;
    }

    private void refusedWrite(String user, String password, String topic) throws InterruptedException {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings(user, password))) {
            producer.send(new ProducerRecord<>(topic, "refused".getBytes(StandardCharsets.UTF_8)))
                    .get();
            unexpected(user + " could write to " + topic);
        } catch (ExecutionException e) {
            expectRefusal(e.getCause(), user + " writing to " + topic);
        }
    }

    private void read(String user, String password, String topic, boolean granted) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings(user, password))) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            consumer.seekToBeginning(consumer.assignment());
            consumer.poll(Duration.ofSeconds(1));
            consumer.position(new TopicPartition(topic, 0), PATIENCE);
            if (granted) {
                allowed++;
            } else {
                unexpected(user + " could read " + topic);
            }
        } catch (AuthorizationException e) {
            if (granted) {
                unexpected(user + " could not read " + topic + ": " + e.getMessage());
            } else {
                refused++;
            }
        }
    }

    private void wrongPassword(String user, String topic) throws InterruptedException {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(settings(user, "wrong"))) {
            producer.send(new ProducerRecord<>(topic, new byte[0])).get();
            unexpected(user + " could log in with a wrong password");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthenticationException) {
                refused++;
            } else {
                unexpected("A wrong password of " + user + ": " + e.getCause());
            }
        }
    }

    private void expectRefusal(@Nullable Throwable cause, String what) {
        if (cause instanceof AuthorizationException) {
            refused++;
        } else {
            unexpected(what + ": " + cause);
        }
    }

    private void unexpected(String what) {
        wrong++;
        System.out.println("WRONG " + what);
    }

    private Map<String, Object> settings(String user, String password) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", brokers);
        settings.put("security.protocol", "SASL_SSL");
        settings.put("ssl.truststore.type", "PEM");
        settings.put("ssl.truststore.location", "/ca/ca.crt");
        settings.put("sasl.mechanism", "SCRAM-SHA-512");
        settings.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                        .formatted(user, password));
        settings.put("key.serializer", ByteArraySerializer.class);
        settings.put("value.serializer", ByteArraySerializer.class);
        settings.put("key.deserializer", ByteArrayDeserializer.class);
        settings.put("value.deserializer", ByteArrayDeserializer.class);
        settings.put("enable.idempotence", false);
        settings.put("acks", "all");
        settings.put("max.block.ms", (int) PATIENCE.toMillis());
        settings.put("delivery.timeout.ms", (int) PATIENCE.toMillis());
        settings.put("request.timeout.ms", 10_000);
        settings.put("enable.auto.commit", false);
        settings.put("allow.auto.create.topics", false);
        return settings;
    }
}
