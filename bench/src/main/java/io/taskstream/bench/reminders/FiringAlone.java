package io.taskstream.bench.reminders;

import io.taskstream.bench.harness.Progress;
import io.taskstream.bench.harness.Waiting;
import io.taskstream.bench.platform.Bench;
import io.taskstream.bench.platform.BenchException;
import io.taskstream.bench.platform.Consumers;
import io.taskstream.bench.platform.Platform;
import io.taskstream.bench.platform.ServiceOutbox;
import io.taskstream.bench.platform.TopicEnd;
import io.taskstream.contracts.Topics;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;

/**
 * reminder-service with its sidecar, the database and the broker, while nobody listens to {@code reminders}: on one
 * machine listeners would take the processors from what is measured.
 *
 * <p>Its bound of so many reminders a second, which spares consumers a flood after an outage, is lifted: it would be all
 * that is measured.
 */
public final class FiringAlone implements AutoCloseable {
    public static final String SERVICE = "reminder-service";

    private static final String DATABASE = "reminder";
    private static final List<String> LISTENERS = List.of("notification-service", "analytics-service");
    private static final Map<String, String> UNBOUNDED = Map.of("taskstream.reminder.firing.max-per-second", "1000000");
    /** More than one machine fires and publishes in a second. */
    private static final long FASTEST = 50_000;

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Platform platform;
    private final Progress progress;
    private final ReminderTables tables;
    private final Consumers listeners;
    private final ServiceOutbox outbox;
    private final TopicEnd topic;

    private FiringAlone(Bench bench) throws InterruptedException {
        this.platform = bench.platform();
        this.progress = bench.progress();
        this.tables = new ReminderTables(platform.postgres(), DATABASE);
        this.listeners = new Consumers(platform, DATABASE, LISTENERS);
        this.outbox = new ServiceOutbox(platform.postgres(), DATABASE);
        this.topic = new TopicEnd(platform.kafka(), Topics.REMINDERS);
    }

    public static FiringAlone begin(Bench bench) throws IOException, InterruptedException {
        FiringAlone alone = new FiringAlone(bench);
        alone.progress.say("restarting " + SERVICE + " without its bound; pausing who listens to reminders");
        alone.platform.restart(SERVICE, UNBOUNDED);
        alone.listeners.pause();
        return alone;
    }

    public ReminderTables tables() {
        return tables;
    }

    /** Where the next reminder of each partition will be. */
    public Map<TopicPartition, Long> positions() throws InterruptedException {
        return topic.offsets();
    }

    /** How many reminders the broker has acknowledged so far. */
    public long published() throws InterruptedException {
        return topic.records();
    }

    /** Waits until the broker has that many, and then until the outbox is empty. */
    public void awaitPublished(long reminders) throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (long done = published(); done < reminders; done = published()) {
            if (System.nanoTime() > deadline) {
                throw new BenchException((reminders - done) + " reminders are still to be published.");
            }
            // looking costs processor time, too
            TimeUnit.MILLISECONDS.sleep(Math.max(10, (reminders - done) * 1000 / FASTEST));
        }
        awaitEmptyOutbox();
    }

    public void awaitEmptyOutbox() throws SQLException, InterruptedException {
        outbox.awaitEmpty();
    }

    /** As it was before; nobody ever hears of the reminders that were fired meanwhile. */
    @Override
    public void close() {
        Waiting.orInterrupted(() -> {
            try {
                awaitEmptyOutbox();
                listeners.skip(Topics.REMINDERS);
                listeners.resume();
                platform.restart(SERVICE, Map.of());
            } catch (IOException | SQLException e) {
                throw new BenchException("The platform could not be set back: " + e.getMessage(), e);
            }
        });
        topic.close();
    }
}
