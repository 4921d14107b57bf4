package io.taskstream.bench.platform;

import io.taskstream.bench.harness.Waiting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * A daprd of the benchmarks' own, started with the arguments of task-service's sidecar except for its name and ports:
 * publishing through that one itself would need its rights, and would send events to real consumers, who would then
 * compete for the processors.
 */
public final class BenchSidecar implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);

    private final Process daprd;
    private final int httpPort;
    private final int grpcPort;
    private final String apiToken;

    private BenchSidecar(Process daprd, int httpPort, int grpcPort, String apiToken) {
        this.daprd = daprd;
        this.httpPort = httpPort;
        this.grpcPort = grpcPort;
        this.apiToken = apiToken;
    }

    /** Starts it and waits until it publishes. */
    public static BenchSidecar start(Checkout checkout, Platform platform) throws IOException, InterruptedException {
        Path folder = checkout.work().resolve("sidecar");
        PubSubComponent.write(checkout.components().resolve("pubsub.yaml"), folder.resolve("components"));
        int http = freePort();
        int grpc = freePort();
        String token = UUID.randomUUID().toString();
        ProcessBuilder builder = new ProcessBuilder(command(
                platform.sidecar("task-service"),
                Map.of(
                        "--app-id", "bench",
                        "--dapr-http-port", Integer.toString(http),
                        "--dapr-grpc-port", Integer.toString(grpc),
                        "--dapr-internal-grpc-port", Integer.toString(freePort()),
                        "--metrics-port", Integer.toString(freePort()),
                        "--resources-path", folder.resolve("components").toString())));
        builder.environment()
                .putAll(Map.of(
                        "KAFKA_BROKERS",
                        platform.kafka(),
                        "KAFKA_DISABLE_TLS",
                        "true",
                        "DAPR_API_TOKEN",
                        token,
                        "DAPR_HOST_IP",
                        "127.0.0.1"));
        Process daprd = builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("daprd.log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(daprd::destroyForcibly));
        BenchSidecar sidecar = new BenchSidecar(daprd, http, grpc, token);
        if (!sidecar.awaitHealthy()) {
            sidecar.close();
            throw new BenchException("The benchmark's daprd did not start: see " + folder.resolve("daprd.log"));
        }
        return sidecar;
    }

    /** The command of another sidecar, without the app behind it, and with other values for these flags. */
    private static List<String> command(ProcessHandle other, Map<String, String> changes) {
        String program = other.info()
                .command()
                .orElseThrow(() -> new BenchException("The system doesn't tell how daprd was started."));
        String[] arguments = other.info()
                .arguments()
                .orElseThrow(() -> new BenchException("The system doesn't tell how daprd was started."));
        List<String> command = new ArrayList<>(List.of(program));
        for (int i = 0; i < arguments.length; i++) {
            String flag = arguments[i];
            boolean hasValue = i + 1 < arguments.length && !arguments[i + 1].startsWith("--");
            String value = hasValue ? arguments[++i] : "";
            if ((flag.startsWith("--app-") && !flag.equals("--app-id")) || flag.contains("app-health-check")) {
                continue;
            }
            command.add(flag);
            if (hasValue) {
                command.add(changes.getOrDefault(flag, value));
            }
        }
        return command;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private boolean awaitHealthy() throws InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + "/v1.0/healthz"))
                    .timeout(Duration.ofSeconds(2))
                    .build();
            long deadline = System.nanoTime() + START.toNanos();
            while (daprd.isAlive() && System.nanoTime() < deadline) {
                try {
                    if (http.send(request, HttpResponse.BodyHandlers.discarding())
                                    .statusCode()
                            == 204) {
                        return true;
                    }
                } catch (IOException _) {
                    // doesn't listen yet
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
            return false;
        }
    }

    public int httpPort() {
        return httpPort;
    }

    public int grpcPort() {
        return grpcPort;
    }

    /** What a caller must present. */
    public String apiToken() {
        return apiToken;
    }

    public ProcessHandle process() {
        return daprd.toHandle();
    }

    @Override
    public void close() {
        daprd.destroy();
        Waiting.orInterrupted(() -> daprd.waitFor(10, TimeUnit.SECONDS));
        daprd.destroyForcibly();
    }
}
