package io.taskstream.bench.notifications;

import io.taskstream.bench.harness.Benchmark;
import io.taskstream.bench.harness.Outcome;
import io.taskstream.bench.platform.Bench;
import io.taskstream.bench.platform.Consumers;
import io.taskstream.bench.platform.CpuClock;
import io.taskstream.bench.platform.TopicEnd;
import io.taskstream.bench.publish.BenchProducer;
import io.taskstream.contracts.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;

/**
 * How many notifications a second are stored and delivered when delivering costs nothing. The channel is the one in the
 * app, which asks no provider: all that it does is to say so in an event. There is nothing to compare it with.
 */
public final class NotificationsBenchmark implements Benchmark {
    private static final String TITLE = "notifications";
    private static final int REMINDERS = 20_000;
    private static final int USERS = 1_000;

    private static final List<String> HEAR_OF_REMINDERS = List.of("analytics-service");
    private static final List<String> HEAR_OF_NOTIFICATIONS = List.of("analytics-service", "reminder-service");

    private final Bench bench;

    public NotificationsBenchmark(Bench bench) {
        this.bench = bench;
    }

    @Override
    public List<Outcome> run() throws Exception {
        if (!bench.own()) {
            return List.of(Outcome.notMeasured(TITLE, List.of(), Bench.NEEDS_ITS_OWN));
        }
        NotificationTables tables = new NotificationTables(bench.platform().postgres());
        tables.addUsers(USERS);
        Consumers listeners = new Consumers(bench.platform(), NotificationTables.DATABASE, HEAR_OF_NOTIFICATIONS);
        Consumers itself =
                new Consumers(bench.platform(), NotificationTables.DATABASE, List.of(NotificationContender.NAME));
        listeners.pause();
        try (KafkaProducer<String, byte[]> producer =
                        BenchProducer.forThroughput(bench.platform().kafka());
                TopicEnd outcomes = new TopicEnd(bench.platform().kafka(), Topics.NOTIFICATIONS)) {
            CpuClock cpu =
                    CpuClock.of(bench.platform(), Map.of(ProcessHandle.current().pid(), "bench"));
            var series = bench.repeats()
                    .run(
                            TITLE,
                            List.of(new NotificationContender(
                                    tables,
                                    producer,
                                    outcomes,
                                    itself,
                                    cpu,
                                    REMINDERS,
                                    USERS,
                                    bench.settings().warmUpOr(Duration.ofSeconds(30)))));
            return List.of(new Outcome(
                    TITLE,
                    series,
                    List.of(),
                    List.of("%,d reminders at once, of users who want them in the app.".formatted(REMINDERS))));
        } finally {
            new Consumers(bench.platform(), NotificationTables.DATABASE, HEAR_OF_REMINDERS).skip(Topics.REMINDERS);
            listeners.skip(Topics.NOTIFICATIONS);
            listeners.resume();
        }
    }
}
