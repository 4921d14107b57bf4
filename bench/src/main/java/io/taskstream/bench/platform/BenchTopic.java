package io.taskstream.bench.platform;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** A topic of a benchmark's own, so that no service sees its events; deleted when it is done. */
public final class BenchTopic implements AutoCloseable {
    /** As many as the platform's topics have in development. */
    private static final int PARTITIONS = 3;

    private final Admin admin;
    private final String name;

    private BenchTopic(Admin admin, String name) {
        this.admin = admin;
        this.name = name;
    }

    public static BenchTopic create(String brokers, String name) throws InterruptedException {
        Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers));
        BenchTopic topic = new BenchTopic(admin, name);
        try {
            topic.delete();
            admin.createTopics(List.of(new NewTopic(name, Optional.of(PARTITIONS), Optional.empty())))
                    .all()
                    .get();
            return topic;
        } catch (ExecutionException e) {
            admin.close();
            throw new BenchException("The topic " + name + " could not be made: " + e.getCause(), e);
        }
    }

    public String name() {
        return name;
    }

    @Override
    public void close() {
        try (admin) {
            delete();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new BenchException("The topic " + name + " could not be deleted: " + e.getCause(), e);
        }
    }

    private void delete() throws InterruptedException, ExecutionException {
        try {
            admin.deleteTopics(List.of(name)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                throw e;
            }
        }
    }
}
