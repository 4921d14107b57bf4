package io.taskstream.bench.publish;

import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Kafka's own producer, as durable as ours: the broker has the event before it counts. */
public final class BenchProducer {
    private BenchProducer() {}

    /** Made for many events: it lingers a little, so that they travel together. */
    public static KafkaProducer<String, byte[]> forThroughput(String brokers) {
        return with(brokers, Map.of(ProducerConfig.LINGER_MS_CONFIG, 5, ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024));
    }

    /** Made for one event soon. */
    public static KafkaProducer<String, byte[]> forLatency(String brokers) {
        return with(brokers, Map.of(ProducerConfig.LINGER_MS_CONFIG, 0));
    }

    private static KafkaProducer<String, byte[]> with(String brokers, Map<String, Object> tuning) {
        Map<String, Object> settings = new java.util.HashMap<>(tuning);
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }
}
