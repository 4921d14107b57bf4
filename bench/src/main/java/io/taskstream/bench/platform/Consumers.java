package io.taskstream.bench.platform;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
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

/** Those that consume what a service publishes, and so use the same processors as that service on one machine. */
public final class Consumers {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Platform platform;
    private final ServiceOutbox outbox;
    private final List<String> names;
    private boolean paused;

    /**
     * The consumers of a service.
     *
     * @param database the publishing service's
     * @param names services, which are also their consumer groups
     */
    public Consumers(Platform platform, String database, List<String> names) {
        this.platform = platform;
        this.outbox = new ServiceOutbox(platform.postgres(), database);
        this.names = List.copyOf(names);
    }

    public boolean paused() {
        return paused;
    }

    /** Whether there are any: {@code up --only} may leave them out. */
    public boolean present() {
        return names.stream().anyMatch(platform::has);
    }

    /** Stops deliveries; events wait at the broker. */
    public void pause() throws IOException, InterruptedException {
        paused = true;
        for (String name : names) {
            if (platform.has(name)) {
                platform.stop(name + "-sidecar");
            }
        }
    }

    /** Lets deliveries go on. */
    public void resume() throws IOException, InterruptedException {
        paused = false;
        for (String name : names) {
            if (platform.has(name)) {
                platform.start(name + "-sidecar");
            }
        }
    }

    /** While they are paused: what is by now on a topic that all of them consume never reaches them. */
    public void skip(String topic) throws InterruptedException {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, platform.kafka()));
                TopicEnd end = new TopicEnd(platform.kafka(), topic)) {
            Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
            end.offsets().forEach((partition, offset) -> positions.put(partition, new OffsetAndMetadata(offset)));
            for (String group : names) {
                if (platform.has(group)) {
                    admin.alterConsumerGroupOffsets(group, positions).all().get();
                }
            }
        } catch (ExecutionException e) {
            throw new BenchException("The broker doesn't move consumers on: " + e.getCause(), e);
        }
    }

    /** Waits until the service has published everything. */
    public void awaitPublished() throws SQLException, InterruptedException {
        outbox.awaitEmpty();
    }

    /** Waits until everything is published and consumed. */
    public void awaitConsumed() throws SQLException, InterruptedException {
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

    /** Committed offsets follow what is done by a second at most. */
    private long lag(Admin admin) throws InterruptedException, ExecutionException {
        long lag = 0;
        for (String group : names) {
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
