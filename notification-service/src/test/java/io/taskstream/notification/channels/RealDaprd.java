package io.taskstream.notification.channels;

import static org.awaitility.Awaitility.await;

import io.dapr.client.DaprClient;
import io.dapr.client.DaprClientBuilder;
import io.dapr.config.Properties;
import io.taskstream.eventing.dapr.OutputBindings;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The sidecar of notification-service with the components of this repository: the program itself, no stand-in. */
final class RealDaprd implements AutoCloseable {
    private static final Path COMPONENTS = Path.of("..", "components");

    private final Process process;
    private final DaprClient client;

    /**
     * Starts one.
     *
     * @param folder for its files
     * @param component the one that it has
     * @param resiliency what is other than in components/resiliency.yaml
     * @param environment what the component asks for
     */
    RealDaprd(
            Path program,
            Path folder,
            String component,
            Map<String, String> resiliency,
            Map<String, String> environment)
            throws IOException, InterruptedException {
        Path resources = Files.createDirectories(folder.resolve("resources"));
        for (String file : List.of(component + ".yaml", "secrets.yaml")) {
            Files.copy(COMPONENTS.resolve(file), resources.resolve(file));
        }
        String policies = Files.readString(COMPONENTS.resolve("resiliency.yaml"));
        for (Map.Entry<String, String> change : resiliency.entrySet()) {
            policies = policies.replace(change.getKey(), change.getValue());
        }
        Files.writeString(resources.resolve("resiliency.yaml"), policies);
        int http = freePort();
        int grpc = freePort();
        ProcessBuilder command = new ProcessBuilder(
                program.toString(),
                "--app-id",
                "notification-service",
                "--dapr-http-port",
                Integer.toString(http),
                "--dapr-grpc-port",
                Integer.toString(grpc),
                "--dapr-internal-grpc-port",
                Integer.toString(freePort()),
                "--dapr-internal-grpc-listen-address",
                "127.0.0.1",
                "--dapr-listen-addresses",
                "127.0.0.1",
                "--enable-metrics=false",
                "--resources-path",
                resources.toString());
        command.environment().put("DAPR_HOST_IP", "127.0.0.1");
        command.environment().putAll(environment);
        process = command.redirectErrorStream(true)
                .redirectOutput(folder.resolve("daprd.log").toFile())
                .start();
        client = new DaprClientBuilder()
                .withPropertyOverride(Properties.GRPC_PORT, Integer.toString(grpc))
                .withPropertyOverride(Properties.HTTP_PORT, Integer.toString(http))
                .build();
        try {
            awaitReady(http, folder);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void awaitReady(int http, Path folder) {
        HttpRequest health = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http + "/v1.0/healthz/outbound"))
                .build();
        try (HttpClient probe = HttpClient.newHttpClient()) {
            await("daprd, whose log is " + folder.resolve("daprd.log"))
                    .atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .until(() -> probe.send(health, HttpResponse.BodyHandlers.discarding())
                                    .statusCode()
                            == 204);
        }
    }

    OutputBindings bindings() {
        return new OutputBindings(client);
    }

    /** An installed one, or the one that {@code ./taskstream up} keeps; looked for as that does. */
    static Optional<Path> program() throws IOException {
        List<Path> candidates = new ArrayList<>();
        Arrays.stream(Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator, -1))
                .forEach(folder -> candidates.add(Path.of(folder, "daprd")));
        Path home = Path.of(System.getProperty("user.home"));
        candidates.add(home.resolve(".dapr/bin/daprd"));
        Path cache = Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .map(Path::of)
                .orElse(home.resolve(".cache"))
                .resolve("taskstream");
        if (Files.isDirectory(cache)) {
            try (Stream<Path> entries = Files.list(cache)) {
                entries.filter(entry -> entry.getFileName().toString().startsWith("daprd-"))
                        .forEach(entry -> candidates.add(entry.resolve("daprd")));
            }
        }
        return candidates.stream()
                .filter(candidate -> Files.isExecutable(candidate) && !Files.isDirectory(candidate))
                .findFirst();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            // it would wait for calls that a stalling server keeps
            process.destroyForcibly();
            process.onExit().join();
        }
    }
}
