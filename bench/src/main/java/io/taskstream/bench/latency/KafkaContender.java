package io.taskstream.bench.latency;

import io.taskstream.bench.harness.Contender;
import io.taskstream.bench.harness.Measurement;
import io.taskstream.bench.harness.Waiting;
import io.taskstream.bench.http.Load;
import io.taskstream.bench.http.OpenLoop;
import io.taskstream.bench.platform.BenchDatabase;
import io.taskstream.bench.platform.BenchException;
import io.taskstream.bench.publish.BenchEvent;
import io.taskstream.bench.publish.BenchEvents;
import io.taskstream.bench.publish.BenchProducer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * The shortest way that there is: Kafka's own producer, Kafka's own consumer, and the inserts that analytics-service
 * makes for an event. It counts until the consumer's own commit has returned, without a watcher's delay.
 */
final class KafkaContender implements Contender {
    static final String NAME = "kafka-clients";

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String brokers;
    private final String topic;
    private final BenchDatabase database;
    private final OpenLoop load;
    private final long warmUp;
    private final long count;
    private final AtomicLong taskIds = new AtomicLong();

    KafkaContender(String brokers, String topic, BenchDatabase database, OpenLoop load, long warmUp, long count) {
        this.brokers = brokers;
        this.topic = topic;
        this.database = database;
        this.load = load;
        this.warmUp = warmUp;
        this.count = count;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void warmUp() throws Exception {
        run(warmUp);
    }

    @Override
    public Measurement measure() throws Exception {
        return Measurement.latencies(run(count));
    }

    private Histogram run(long events) throws Exception {
        try (KafkaProducer<String, byte[]> producer = BenchProducer.forLatency(brokers);
                Consumer consumer = new Consumer()) {
            consumer.awaitAssigned();
            load.run(events, due -> {
                BenchEvent event = BenchEvents.created(taskIds.incrementAndGet());
                consumer.expected.put(event.id(), due);
                producer.send(new ProducerRecord<>(topic, event.key(), event.payload()))
                        .get();
            });
            return consumer.awaitAll();
        }
    }

    /** Stores each poll's events with one commit, as the bulk subscription does. */
    private final class Consumer implements AutoCloseable {
        private final Map<UUID, Long> expected = new ConcurrentHashMap<>();
        private final Histogram latencies = Load.histogram();
        private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        private final Thread thread;
        private volatile boolean assigned;
        private volatile boolean open = true;

        Consumer() {
            this.thread = Thread.ofPlatform().name("kafka-consumer").start(this::run);
        }

        private void run() {
            try (EventStore store = new EventStore(database);
                    KafkaConsumer<String, byte[]> kafka = new KafkaConsumer<>(
                            Map.of(
                                    ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                    brokers,
                                    ConsumerConfig.GROUP_ID_CONFIG,
                                    "bench-latency-" + UUID.randomUUID(),
                                    ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                    "latest"),
                            new StringDeserializer(),
                            new ByteArrayDeserializer())) {
                kafka.subscribe(List.of(topic));
                while (open) {
                    ConsumerRecords<String, byte[]> records = kafka.poll(POLL);
                    if (!records.isEmpty()) {
                        List<UUID> stored = store.store(records);
                        long now = System.nanoTime();
                        stored.forEach(id -> landed(id, now));
                    }
                    if (!assigned && !kafka.assignment().isEmpty()) {
                        kafka.assignment().forEach(kafka::position);
                        assigned = true;
                    }
                }
            } catch (SQLException | RuntimeException e) {
                failure.set(e);
            }
        }

        private void landed(UUID id, long now) {
            Long since = expected.remove(id);
            if (since != null) {
                latencies.recordValue((now - since) / 1000);
            }
        }

        void awaitAssigned() throws InterruptedException {
            await("did not get its partitions", () -> assigned);
        }

        Histogram awaitAll() throws InterruptedException {
            await("did not get all events", expected::isEmpty);
            return latencies;
        }

        private void await(String otherwise, java.util.function.BooleanSupplier condition) throws InterruptedException {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!condition.getAsBoolean()) {
                Exception e = failure.get();
                if (e != null) {
                    throw new BenchException("Kafka's consumer failed: " + e, e);
                }
                if (System.nanoTime() > deadline) {
                    throw new BenchException(
                            "Kafka's consumer " + otherwise + " within " + PATIENCE.toSeconds() + " s.");
                }
                Thread.sleep(5);
            }
        }

        @Override
        public void close() {
            open = false;
            Waiting.orInterrupted(thread::join);
        }
    }
}
