package io.taskstream.local.platform;

import io.taskstream.local.home.DataDirectory;
import io.taskstream.local.home.Json;
import io.taskstream.local.home.PlatformException;
import io.taskstream.local.home.Secrets;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks a running platform. */
public final class ControlClient {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final RunningPlatform running;
    private final String token;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private ControlClient(RunningPlatform running, String token) {
        this.running = running;
        this.token = token;
    }

    /**
     * Finds the platform that runs on a data directory.
     *
     * @throws PlatformException if none does
     */
    public static ControlClient connect(DataDirectory data) {
        RunningPlatform running = RunningPlatform.find(data)
                .orElseThrow(() -> new PlatformException("No platform runs on " + data.root()
                        + ": ./taskstream up starts it; --data-dir names another data directory."));
        return new ControlClient(running, token(data.secrets()));
    }

    static String token(Secrets secrets) {
        return secrets.of("control");
    }

    public RunningPlatform running() {
        return running;
    }

    public StatusReport status() throws IOException, InterruptedException {
        return Json.MAPPER.readValue(send("GET", "/status"), StatusReport.class);
    }

    /** Begins to stop the platform. */
    public void stop() throws IOException, InterruptedException {
        send("POST", "/stop");
    }

    /**
     * Starts or stops one component and returns when that is done.
     *
     * @param verb {@code start} or {@code stop}
     * @throws PlatformException if there is no such component, or it doesn't come up
     */
    public void operate(String component, String verb) throws IOException, InterruptedException {
        send("POST", "/components/" + component + "/" + verb);
    }

    private String send(String method, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + running.controlPort() + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new PlatformException(
                    Json.MAPPER.readTree(response.body()).path("error").asString("HTTP " + response.statusCode()));
        }
        return response.body();
    }
}
