package io.taskstream.bench.publish;

import io.taskstream.bench.platform.BenchException;
import io.taskstream.bench.platform.CpuClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Kafka's own producer. */
final class KafkaContender extends PublishContender {
    /** Waits for each batch before the next, as an outbox must before it deletes: the same work as the bulk call's. */
    static final String BATCHES = "kafka-clients, batch by batch";

    /** Keeps sending, as one may who has nothing to delete. */
    static final String STREAM = "kafka-clients, streaming";

    private final KafkaProducer<String, byte[]> producer;
    private final String topic;
    private final boolean waitForBatches;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    private KafkaContender(
            String name,
            boolean waitForBatches,
            KafkaProducer<String, byte[]> producer,
            String topic,
            List<List<BenchEvent>> batches,
            CpuClock cpu,
            Duration warmUp,
            Duration duration) {
        super(name, batches, cpu, warmUp, duration);
        this.producer = producer;
        this.topic = topic;
        this.waitForBatches = waitForBatches;
    }

    static KafkaContender batches(
            KafkaProducer<String, byte[]> producer,
            String topic,
            List<List<BenchEvent>> batches,
            CpuClock cpu,
            Duration warmUp,
            Duration duration) {
        return new KafkaContender(BATCHES, true, producer, topic, batches, cpu, warmUp, duration);
    }

    static KafkaContender stream(
            KafkaProducer<String, byte[]> producer,
            String topic,
            List<List<BenchEvent>> batches,
            CpuClock cpu,
            Duration warmUp,
            Duration duration) {
        return new KafkaContender(STREAM, false, producer, topic, batches, cpu, warmUp, duration);
    }

    @Override
    void publish(List<BenchEvent> batch) {
        for (BenchEvent event : batch) {
            var _ = producer.send(new ProducerRecord<>(topic, event.key(), event.payload()), (metadata, e) -> {
                if (e != null) {
                    failure.set(e);
                }
            });
        }
        if (waitForBatches) {
            awaitAcknowledged();
        }
    }

    @Override
    void awaitAcknowledged() {
        producer.flush();
        Exception e = failure.get();
        if (e != null) {
            throw new BenchException("The broker refused events: " + e, e);
        }
    }
}
