package io.taskstream.bench.lateness;

import io.taskstream.bench.platform.BenchException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/** Lets the broker stamp a topic's records with the time at which it appends them, instead of their publisher's. */
final class AppendTimes implements AutoCloseable {
    private final Admin admin;
    private final ConfigResource topic;

    private AppendTimes(Admin admin, ConfigResource topic) {
        this.admin = admin;
        this.topic = topic;
    }

    static AppendTimes on(String brokers, String topic) throws InterruptedException {
        AppendTimes times = new AppendTimes(
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers)),
                new ConfigResource(ConfigResource.Type.TOPIC, topic));
        times.alter("LogAppendTime", AlterConfigOp.OpType.SET);
        return times;
    }

    private void alter(String value, AlterConfigOp.OpType operation) throws InterruptedException {
        ConfigEntry entry = new ConfigEntry(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, value);
        try {
            admin.incrementalAlterConfigs(Map.of(topic, List.of(new AlterConfigOp(entry, operation))))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new BenchException(topic.name() + " could not be configured: " + e.getCause(), e);
        }
    }

    /** As it was. */
    @Override
    public void close() {
        try (admin) {
            alter("", AlterConfigOp.OpType.DELETE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
