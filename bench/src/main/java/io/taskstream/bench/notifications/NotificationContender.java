package io.taskstream.bench.notifications;

import com.github.f4b6a3.uuid.UuidCreator;
import io.taskstream.bench.harness.Measurement;
import io.taskstream.bench.harness.Metric;
import io.taskstream.bench.harness.WarmedByRepeats;
import io.taskstream.bench.notifications.NotificationTables.Progress;
import io.taskstream.bench.platform.BenchException;
import io.taskstream.bench.platform.Consumers;
import io.taskstream.bench.platform.CpuClock;
import io.taskstream.bench.platform.TopicEnd;
import io.taskstream.bench.publish.BenchEvent;
import io.taskstream.contracts.Envelope;
import io.taskstream.contracts.EventJson;
import io.taskstream.contracts.NotificationMethod;
import io.taskstream.contracts.ReminderDue;
import io.taskstream.contracts.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** notification-service: from the first of many reminders on the broker until each has been handed to its channel. */
final class NotificationContender extends WarmedByRepeats {
    static final String NAME = "notification-service";

    private static final Metric STORED = new Metric("stored", "/s");
    private static final String CAUSE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00";
    /** The notification itself, and its outcome. */
    private static final int EVENTS_EACH = 2;

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final NotificationTables tables;
    private final KafkaProducer<String, byte[]> producer;
    private final TopicEnd outcomes;
    private final Consumers itself;
    private final CpuClock cpu;
    private final int reminders;
    private final int users;
    private final Clock clock = Clock.systemUTC();

    NotificationContender(
            NotificationTables tables,
            KafkaProducer<String, byte[]> producer,
            TopicEnd outcomes,
            Consumers itself,
            CpuClock cpu,
            int reminders,
            int users,
            Duration warmUp) {
        super(NAME, warmUp);
        this.tables = tables;
        this.producer = producer;
        this.outcomes = outcomes;
        this.itself = itself;
        this.cpu = cpu;
        this.reminders = reminders;
        this.users = users;
    }

    @Override
    public Measurement measure() throws Exception {
        tables.clear();
        List<BenchEvent> events =
                LongStream.rangeClosed(1, reminders).mapToObj(this::due).toList();
        long before = outcomes.records();
        Map<String, Double> cpuBefore = cpu.read();
        Instant start = clock.instant();
        for (BenchEvent event : events) {
            var _ = producer.send(new ProducerRecord<>(Topics.REMINDERS, event.key(), event.payload()));
        }
        producer.flush();
        awaitOutcomes(before + (long) EVENTS_EACH * reminders);
        Measurement cpuUsed = cpu.since(cpuBefore, reminders);
        Progress end = tables.progress();
        if (end.sent() != reminders) {
            throw new BenchException(end.sent() + " of " + reminders + " notifications were sent.");
        }
        itself.awaitConsumed();
        return Measurement.throughput(
                        reminders, Duration.between(start, end.lastSent()).toNanos())
                .and(
                        STORED,
                        reminders
                                * 1e9
                                / Duration.between(start, end.lastStored()).toNanos())
                .and(cpuUsed);
    }

    private void awaitOutcomes(long records) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (outcomes.records() < records) {
            if (System.nanoTime() > deadline) {
                throw new BenchException((records - outcomes.records()) + " events of notifications are missing.");
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private BenchEvent due(long number) {
        Instant now = clock.instant();
        UUID id = UuidCreator.getTimeOrderedEpoch();
        ReminderDue reminder = new ReminderDue(
                number,
                "bench-user-" + number % users,
                now,
                "Buy groceries " + number,
                NotificationMethod.EMAIL,
                number,
                1,
                now,
                false,
                null,
                null);
        return new BenchEvent(
                id,
                reminder.partitionKey(),
                EventJson.write(Envelope.of(id, "/reminder-service", now, CAUSE, reminder)));
    }
}
