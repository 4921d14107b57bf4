package io.taskstream.bench.create;

import io.taskstream.bench.platform.BenchException;
import io.taskstream.bench.platform.Platform;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Those that consume what task-service publishes, and so use the same processors as a creation on one machine. */
final class Consumers {
    /** The services, which are also their consumer groups. */
    private static final List<String> NAMES = List.of("reminder-service", "notification-service", "analytics-service");

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Platform platform;
    private boolean paused;

    Consumers(Platform platform) {
        this.platform = platform;
    }

    boolean paused() {
        return paused;
    }

    /** Whether there are any: {@code up --only} may leave them out. */
    boolean present() {
        return NAMES.stream().anyMatch(platform::has);
    }

    /** Stops deliveries; events wait at the broker. */
    void pause() throws IOException, InterruptedException {
        paused = true;
        for (String name : NAMES) {
            if (platform.has(name)) {
                platform.stop(name + "-sidecar");
            }
        }
    }

    /** Lets deliveries go on. */
    void resume() throws IOException, InterruptedException {
        paused = false;
        for (String name : NAMES) {
            if (platform.has(name)) {
                platform.start(name + "-sidecar");
            }
        }
    }

    /** Waits until task-service has published everything. */
    void awaitPublished() throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!outboxIsEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new BenchException("task-service doesn't get done publishing.");
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    /** Waits until everything is published and consumed. */
    void awaitConsumed() throws SQLException, InterruptedException {
        awaitPublished();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, platform.kafka()))) {
            for (long lag = lag(admin); lag > 0; lag = lag(admin)) {
                if (System.nanoTime() > deadline) {
                    throw new BenchException("Consumers don't get done: " + lag + " events are still to be consumed.");
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
    private long lag(Admin admin) throws InterruptedException, ExecutionException {
        long lag = 0;
        for (String group : NAMES) {
            if (!platform.has(group)) {
                continue;
            }
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
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
