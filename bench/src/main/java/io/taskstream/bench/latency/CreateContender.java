package io.taskstream.bench.latency;

import io.taskstream.bench.harness.Contender;
import io.taskstream.bench.harness.Measurement;
import io.taskstream.bench.harness.Metric;
import io.taskstream.bench.http.Connections;
import io.taskstream.bench.http.CreateTask;
import io.taskstream.bench.http.HttpAnswer;
import io.taskstream.bench.http.Load;
import io.taskstream.bench.http.OpenLoop;
import io.taskstream.bench.platform.BenchException;
import io.taskstream.bench.platform.Platform;
import java.net.URI;
import java.util.UUID;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import tools.jackson.databind.json.JsonMapper;

/** From the request that creates a task until its event is in analytics-service's store. */
final class CreateContender implements Contender {
    private static final Metric ANSWER_P50 = new Metric("answer p50", "ms");
    private static final Metric ANSWER_P99 = new Metric("answer p99", "ms");
    private static final int CREATED = 201;

    private final String name;
    private final Platform platform;
    private final URI server;
    private final OpenLoop load;
    private final long warmUp;
    private final long count;

    /** @param warmUp how many events come before those that count */
    CreateContender(String name, Platform platform, URI server, OpenLoop load, long warmUp, long count) {
        this.name = name;
        this.platform = platform;
        this.server = server;
        this.load = load;
        this.warmUp = warmUp;
        this.count = count;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void warmUp() throws Exception {
        run(warmUp);
    }

    @Override
    public Measurement measure() throws Exception {
        return run(count);
    }

    private Measurement run(long events) throws Exception {
        CreateTask requests = CreateTask.at(server, platform);
        Histogram answers = new ConcurrentHistogram(Load.histogram());
        try (Connections connections = new Connections(server);
                StoredEvents stored = new StoredEvents(platform.postgres())) {
            load.run(events, due -> {
                HttpAnswer answer = connections.exchange(requests.next());
                answers.recordValue((System.nanoTime() - due) / 1000);
                if (answer.status() != CREATED) {
                    throw new BenchException(server + " answered " + answer.status() + ": " + answer.text());
                }
                String event = JsonMapper.shared()
                        .readTree(answer.body())
                        .path("event_id")
                        .asString();
                stored.expect(UUID.fromString(event), due);
            });
            return Measurement.latencies(stored.await())
                    .and(ANSWER_P50, answers.getValueAtPercentile(50) / 1e3)
                    .and(ANSWER_P99, answers.getValueAtPercentile(99) / 1e3);
        }
    }
}
