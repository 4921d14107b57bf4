package io.taskstream.bench.create;

import io.taskstream.bench.harness.Contender;
import io.taskstream.bench.harness.Measurement;
import io.taskstream.bench.harness.Metric;
import io.taskstream.bench.http.ClosedLoop;
import io.taskstream.bench.http.CreateTask;
import io.taskstream.bench.http.Load;
import io.taskstream.bench.platform.Consumers;
import io.taskstream.bench.platform.CpuClock;
import io.taskstream.bench.platform.Platform;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** Tasks created over HTTP, with all that a creation is: token, validation, idempotency key, events. */
final class HttpContender implements Contender {
    private static final int CREATED = 201;

    private final String name;
    private final Platform platform;
    private final Consumers consumers;
    private final URI server;
    private final int connections;
    private final Duration warmUp;
    private final Duration duration;
    private final CpuClock cpu;

    HttpContender(
            String name,
            Platform platform,
            Consumers consumers,
            URI server,
            int connections,
            Duration warmUp,
            Duration duration)
            throws IOException, InterruptedException {
        this.name = name;
        this.platform = platform;
        this.consumers = consumers;
        this.server = server;
        this.connections = connections;
        this.warmUp = warmUp;
        this.duration = duration;
        this.cpu = CpuClock.of(platform, Map.of());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void warmUp() throws Exception {
        loop().run(warmUp);
        drain();
    }

    @Override
    public Measurement measure() throws Exception {
        ClosedLoop loop = loop();
        WorkDone before = WorkDone.in(platform.postgres(), WorkDone.DATABASE);
        Map<String, Double> cpuBefore = cpu.read();
        Load load = loop.run(duration);
        Measurement measured = Measurement.throughput(
                        load.completed(), load.elapsed().toNanos())
                .and(Measurement.latencies(load.latencies()))
                .and(cpu.since(cpuBefore, load.completed()))
                .and(Metric.cpuPerOperation("this client"), load.clientCpu().toNanos() / 1e6 / load.completed())
                .and(WorkDone.in(platform.postgres(), WorkDone.DATABASE).since(before, load.completed()));
        drain();
        return measured;
    }

    private ClosedLoop loop() throws Exception {
        return new ClosedLoop(server, connections, CREATED, CreateTask.at(server, platform));
    }

    /**
     * What one repeat has caused must not slow the next one down, which may be the yardstick's. Paused consumers have
     * nothing to do with either.
     */
    private void drain() throws Exception {
        if (consumers.paused()) {
            consumers.awaitPublished();
        } else {
            consumers.awaitConsumed();
        }
    }
}
