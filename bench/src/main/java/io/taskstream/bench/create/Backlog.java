package io.taskstream.bench.create;

import io.taskstream.bench.platform.BenchException;
import io.taskstream.bench.platform.Platform;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Events that aren't published or consumed yet. */
record Backlog(Platform platform) {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** Those that consume what task-service publishes, by their consumer groups. */
    private static final java.util.List<String> CONSUMERS = java.util.List.of("reminder-service", "analytics-service");

    static Backlog of(Platform platform) {
        return new Backlog(platform);
    }

    /** Waits until the platform rests again. */
    void awaitEmpty() throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, platform.kafka()))) {
            while (!outboxIsEmpty() || lag(admin) > 0) {
                if (System.nanoTime() > deadline) {
                    throw new BenchException("The platform doesn't get done with its events: " + lag(admin)
                            + " are still to be consumed.");
                }
                TimeUnit.MILLISECONDS.sleep(500);
            }
        } catch (ExecutionException e) {
            throw new BenchException("The broker doesn't tell what is consumed: " + e.getCause(), e);
        }
    }

    private boolean outboxIsEmpty() throws SQLException {
        try (Connection connection = platform.postgres().connect("task");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select not exists (select from outbox)")) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** Committed offsets follow what is done by a second at most. */
    private static long lag(Admin admin) throws InterruptedException, ExecutionException {
        long lag = 0;
        for (String consumer : CONSUMERS) {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(consumer)
                    .partitionsToOffsetAndMetadata()
                    .get();
            var ends = admin.listOffsets(committed.keySet().stream()
                            .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest())))
                    .all()
                    .get();
            for (var partition : committed.entrySet()) {
                OffsetAndMetadata position = partition.getValue();
                var end = ends.get(partition.getKey());
                if (position != null && end != null) {
                    lag += Math.max(0, end.offset() - position.offset());
                }
            }
        }
        return lag;
    }
}
