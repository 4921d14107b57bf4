package io.taskstream.local.sidecar;

import io.taskstream.local.home.Installation;
import io.taskstream.local.home.Ports;
import io.taskstream.local.process.Environment;
import io.taskstream.local.process.Program;
import io.taskstream.local.service.ServiceDefinition;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The daprd of one service. */
public final class Sidecar implements Program {
    /** Above the drain of in-flight deliveries, which takes up to 30 s. */
    private static final Duration SHUTDOWN = Duration.ofSeconds(35);

    private final ServiceDefinition service;
    private final Installation installation;
    private final SidecarEnvironment environment;
    private final Supplier<Path> daprd;
    private final HttpClient http;

    /**
     * The sidecar of a service.
     *
     * @param daprd gives the program; asked when the sidecar starts, and may take minutes then
     */
    public Sidecar(
            ServiceDefinition service,
            Installation installation,
            SidecarEnvironment environment,
            Supplier<Path> daprd,
            HttpClient http) {
        this.service = service;
        this.installation = installation;
        this.environment = environment;
        this.daprd = daprd;
        this.http = http;
    }

    @Override
    public String name() {
        return service.sidecarName();
    }

    @Override
    public Path log() {
        return installation.data().log(name());
    }

    @Override
    public List<Integer> ports() {
        Ports ports = installation.ports();
        int index = service.index();
        return List.of(
                ports.sidecarHttp(index),
                ports.sidecarGrpc(index),
                ports.sidecarInternalGrpc(index),
                ports.sidecarMetrics(index));
    }

    @Override
    public ProcessBuilder command() throws IOException {
        Ports ports = installation.ports();
        int index = service.index();
        DaprdCommand command = new DaprdCommand(
                daprd.get(),
                service.app(),
                ports.service(index),
                service.usesKafka(),
                ports.sidecarHttp(index),
                ports.sidecarGrpc(index),
                ports.sidecarInternalGrpc(index),
                ports.sidecarMetrics(index),
                SHUTDOWN);
        Map<String, String> variables = new HashMap<>(environment.of(service.app()));
        variables.put("DAPR_API_TOKEN", installation.secrets().of("dapr-api/" + service.app()));
        variables.put("APP_API_TOKEN", installation.secrets().of("app-api/" + service.app()));
        return Environment.process(command.arguments(installation.checkout(), installation.data()), variables)
                .directory(installation.data().root().toFile());
    }

    @Override
    public boolean isReady() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(
                        "http://127.0.0.1:" + installation.ports().sidecarHttp(service.index()) + "/v1.0/healthz"))
                .timeout(Duration.ofSeconds(5))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 204;
    }

    @Override
    public int attempts() {
        // daprd exits when the broker doesn't answer at once, or when its app takes more than a minute or two to listen
        return 6;
    }

    @Override
    public Duration stopGrace() {
        return SHUTDOWN.plusSeconds(5);
    }
}
