package io.taskstream.bench.latency;

import io.taskstream.bench.harness.Benchmark;
import io.taskstream.bench.harness.Outcome;
import io.taskstream.bench.harness.Repeats;
import io.taskstream.bench.http.OpenLoop;
import io.taskstream.bench.platform.Bench;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** What a user of the whole platform feels; there is nothing to compare it with. */
public final class EndToEndBenchmark implements Benchmark {
    private static final String TITLE = "e2e-latency";
    private static final int PER_SECOND = 50;
    private static final int WORKERS = 32;
    private static final int EVENTS = 1_000;
    private static final int REMINDERS = 200;

    private final Bench bench;

    public EndToEndBenchmark(Bench bench) {
        this.bench = bench;
    }

    @Override
    public List<Outcome> run() throws Exception {
        long warmUp =
                PER_SECOND * bench.settings().warmUpOr(Duration.ofSeconds(60)).toSeconds();
        URI gateway = URI.create(bench.platform().gateway());
        var series = new Repeats(1, bench.progress())
                .run(
                        TITLE,
                        List.of(
                                new CreateContender(
                                        "create to stored event",
                                        bench.platform(),
                                        gateway,
                                        new OpenLoop(PER_SECOND, WORKERS),
                                        warmUp,
                                        EVENTS),
                                new ReminderContender(bench.platform(), gateway, REMINDERS)));
        return List.of(new Outcome(
                TITLE,
                series,
                List.of(),
                List.of(
                        EVENTS + " tasks created through the gateway, " + PER_SECOND + " per second.",
                        REMINDERS + " reminders, one due every "
                                + ReminderContender.INTERVAL.toMillis()
                                + " ms; a reminder is due at its instant, and looked for four times a second.")));
    }
}
