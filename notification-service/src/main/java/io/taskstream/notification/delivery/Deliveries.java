package io.taskstream.notification.delivery;

import io.taskstream.notification.channels.Channel;
import io.taskstream.notification.channels.Channels;
import io.taskstream.notification.notifications.NotificationStored;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Runs a lane for each channel. */
@Component
@EnableConfigurationProperties(DeliverySettings.class)
class Deliveries implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Deliveries.class);
    /** Below the time that a service is given to end; what takes longer is delivered again when its lease ends. */
    private static final Duration LAST_ATTEMPTS = Duration.ofSeconds(10);

    private final Channels channels;
    private final DeliveryTable table;
    private final Delivery delivery;
    private final ChannelLimits limits;
    private final DeliverySettings settings;
    private final DeliveryMetrics metrics;
    private final Map<String, Circuit> circuits = new LinkedHashMap<>();
    private volatile Map<String, Lane> lanes = Map.of();

    Deliveries(
            Channels channels,
            DeliveryTable table,
            Delivery delivery,
            ChannelLimits limits,
            DeliverySettings settings,
            DeliveryMetrics metrics,
            Clock clock) {
        this.channels = channels;
        this.table = table;
        this.delivery = delivery;
        this.limits = limits;
        this.settings = settings;
        this.metrics = metrics;
        for (Channel channel : channels.all()) {
            Circuit circuit = new Circuit(channel.name(), settings.circuit(), clock);
            metrics.watch(channel.name(), circuit);
            circuits.put(channel.name(), circuit);
        }
    }

    @TransactionalEventListener
    void on(NotificationStored stored) {
        Lane lane = lanes.get(stored.channel());
        if (lane != null) {
            lane.wake();
        }
    }

    @Override
    public void start() {
        Map<String, Lane> started = new LinkedHashMap<>();
        for (Channel channel : channels.all()) {
            limits.set(channel.name(), settings.limits().get(channel.name()));
            Circuit circuit = Objects.requireNonNull(circuits.get(channel.name()));
            started.put(channel.name(), new Lane(channel, table, delivery, circuit, metrics));
        }
        lanes = started;
        started.values().forEach(Lane::start);
    }

    /** Begins nothing more, and waits a while for what is under way. */
    @Override
    public void stop() {
        Map<String, Lane> stopping = lanes;
        lanes = Map.of();
        stopping.values().forEach(Lane::stop);
        long end = System.nanoTime() + LAST_ATTEMPTS.toNanos();
        try {
            for (Map.Entry<String, Lane> lane : stopping.entrySet()) {
                if (!lane.getValue().await(Duration.ofNanos(Math.max(0, end - System.nanoTime())))) {
                    log.warn("Deliveries over {} are cut off; they go again when their lease ends", lane.getKey());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return !lanes.isEmpty();
    }
}
