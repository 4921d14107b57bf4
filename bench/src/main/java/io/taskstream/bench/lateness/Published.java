package io.taskstream.bench.lateness;

import io.taskstream.bench.platform.BenchException;
import io.taskstream.contracts.EventJson;
import io.taskstream.contracts.ReminderDue;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What the broker has, read when all is over: a consumer at work would take processor time from those that fire. */
final class Published {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Published() {}

    /**
     * How late the reminders were that were published from these positions on. The broker's time of appending comes in
     * whole milliseconds, and counts as the end of its millisecond: nothing looks earlier than it was.
     *
     * @throws BenchException if there aren't as many
     */
    static Lateness since(Map<TopicPartition, Long> positions, int count, String brokers) {
        Lateness lateness = new Lateness();
        Set<Long> seen = new HashSet<>();
        try (KafkaConsumer<String, byte[]> kafka = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        brokers,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            kafka.assign(positions.keySet());
            positions.forEach(kafka::seek);
            while (seen.size() < count) {
                ConsumerRecords<String, byte[]> records = kafka.poll(PATIENCE);
                if (records.isEmpty()) {
                    throw new BenchException("Only " + seen.size() + " of " + count + " reminders were published.");
                }
                for (ConsumerRecord<String, byte[]> record : records) {
                    ReminderDue reminder = read(record);
                    // a publisher that had to try again may have published it twice
                    if (seen.add(reminder.reminderId())) {
                        lateness.add(reminder.remindAt(), reminder.firedAt(), appended(record));
                    }
                }
            }
        }
        return lateness;
    }

    private static Instant appended(ConsumerRecord<String, byte[]> record) {
        if (record.timestampType() != TimestampType.LOG_APPEND_TIME) {
            throw new BenchException("The broker does not say when it appended a reminder.");
        }
        return Instant.ofEpochMilli(record.timestamp() + 1);
    }

    private static ReminderDue read(ConsumerRecord<String, byte[]> record) {
        return EventJson.mapper()
                .treeToValue(EventJson.mapper().readTree(record.value()).path("data"), ReminderDue.class);
    }
}
