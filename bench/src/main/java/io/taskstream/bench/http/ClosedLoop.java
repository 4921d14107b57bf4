package io.taskstream.bench.http;

import io.taskstream.bench.platform.BenchException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;

/**
 * Clients that each wait for an answer before they ask again, as pgbench's do.
 *
 * @param expected the status that every answer must have; any other one fails the benchmark
 */
public record ClosedLoop(URI server, int connections, int expected, Requests requests) {

    public Load run(Duration duration) throws InterruptedException {
        long start = System.nanoTime();
        long end = start + duration.toNanos();
        List<Client> clients = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
            List<Future<Client>> running = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                running.add(threads.submit(() -> new Client().run(end)));
            }
            for (Future<Client> client : running) {
                clients.add(client.get());
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof BenchException failure
                    ? failure
                    : new BenchException(server + " could not be measured: " + e.getCause(), e);
        }
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        Histogram all = Load.histogram();
        clients.forEach(client -> all.add(client.latencies));
        Duration cpu = Duration.ofNanos(
                clients.stream().mapToLong(client -> client.cpuNanos).sum());
        return new Load(all.getTotalCount(), elapsed, all, cpu);
    }

    private final class Client {
        private final Histogram latencies = Load.histogram();
        private long cpuNanos;

        Client run(long end) throws IOException {
            try (HttpConnection connection = new HttpConnection(server)) {
                while (System.nanoTime() < end) {
                    byte[] request = requests.next();
                    long sent = System.nanoTime();
                    HttpAnswer answer = connection.exchange(request);
                    latencies.recordValue((System.nanoTime() - sent) / 1000);
                    if (answer.status() != expected) {
                        throw new BenchException(server + " answered " + answer.status() + ": " + answer.text());
                    }
                }
            }
            cpuNanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            return this;
        }
    }
}
