package io.taskstream.bench.platform;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** How far a topic has got, as the broker tells: what counts there is acknowledged. */
public final class TopicEnd implements AutoCloseable {
    private final Admin admin;
    private final Map<TopicPartition, OffsetSpec> ends;

    public TopicEnd(String brokers, String topic) throws InterruptedException {
        this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers));
        try {
            this.ends = admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
                    .flatMap(description -> description.partitions().stream())
                    .collect(Collectors.toMap(
                            partition -> new TopicPartition(topic, partition.partition()),
                            partition -> OffsetSpec.latest()));
        } catch (ExecutionException e) {
            admin.close();
            throw new BenchException("The broker doesn't tell of " + topic + ": " + e.getCause(), e);
        }
    }

    /** Where the next record of each partition will be. */
    public Map<TopicPartition, Long> offsets() throws InterruptedException {
        try {
            return admin.listOffsets(ends).all().get().entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, end -> end.getValue().offset()));
        } catch (ExecutionException e) {
            throw new BenchException("The broker doesn't tell how far a topic has got: " + e.getCause(), e);
        }
    }

    /** How many records there have been, as long as nobody publishes in transactions. */
    public long records() throws InterruptedException {
        return offsets().values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public void close() {
        admin.close();
    }
}
