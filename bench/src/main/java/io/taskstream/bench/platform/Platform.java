package io.taskstream.bench.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A running platform: what {@code ./taskstream status --json} said of it. */
public final class Platform {
    private static final int READY = 0;
    private static final int NOT_READY = 1;
    private static final int NOT_RUNNING = 3;

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Checkout checkout;
    private final List<String> options;
    private final JsonNode status;

    private Platform(Checkout checkout, List<String> options, JsonNode status) {
        this.checkout = checkout;
        this.options = options;
        this.status = status;
    }

    /**
     * The platform that runs by itself.
     *
     * @throws BenchException if there is none or it isn't ready
     */
    public static Platform running(Checkout checkout) throws IOException, InterruptedException {
        Platform platform = of(checkout, List.of());
        if (!platform.ready()) {
            throw new BenchException("No platform is ready: run ./taskstream up first, or leave --platform out.");
        }
        return platform;
    }

    /** @param options say which platform is meant, for every call of the launcher */
    static Platform of(Checkout checkout, List<String> options) throws IOException, InterruptedException {
        // its exit code tells whether it is ready; so does what it prints
        String output = checkout.taskstream(with(options, "status", "--json"), READY, NOT_READY, NOT_RUNNING);
        try {
            return new Platform(checkout, options, JsonMapper.shared().readTree(output));
        } catch (JacksonException e) {
            throw new BenchException("./taskstream status --json printed no JSON: " + output, e);
        }
    }

    static List<String> with(List<String> options, String... arguments) {
        return Stream.concat(Stream.of(arguments), options.stream()).toList();
    }

    boolean ready() {
        return status.path("ready").asBoolean(false);
    }

    /** The gateway's address, such as {@code http://localhost:8080}. */
    public String gateway() {
        return status.path("gateway").asString();
    }

    /** Whether a service is part of it: {@code up --only} may leave some out. */
    public boolean has(String service) {
        return services().has(service);
    }

    /** A service's own address. */
    public String service(String name) {
        return services().path(name).path("http").asString();
    }

    /** Kafka's listener that asks for no password. */
    public String kafka() {
        return status.path("kafka").asString();
    }

    public String mailPage() {
        return status.path("mail").path("http").asString();
    }

    public PostgresAddress postgres() {
        JsonNode postgres = status.path("postgres");
        return new PostgresAddress(
                postgres.path("host").asString(),
                postgres.path("port").asInt(),
                postgres.path("user").asString(),
                postgres.path("password").asString());
    }

    /** The sidecar of a service. */
    public ProcessHandle sidecar(String service) {
        long pid = services().path(service).path("sidecar").path("pid").asLong(-1);
        return ProcessHandle.of(pid)
                .orElseThrow(() -> new BenchException("The sidecar of " + service + " does not run."));
    }

    /** Stops a component, which then stays stopped. */
    public void stop(String component) throws IOException, InterruptedException {
        checkout.taskstream(with(options, "stop", component));
    }

    /** Starts a component that was stopped; returns before it is ready. */
    public void start(String component) throws IOException, InterruptedException {
        checkout.taskstream(with(options, "start", component));
    }

    /**
     * Starts a service anew with settings of its own, as Spring Boot reads them from {@code config/} in its working
     * directory, which is the platform's data directory; without any, as it was. Returns when all is ready.
     */
    public void restart(String service, Map<String, String> settings) throws IOException, InterruptedException {
        Path folder = Path.of(status.path("data_directory").asString(), "config");
        Files.createDirectories(folder);
        Files.write(
                folder.resolve("application.properties"),
                settings.entrySet().stream()
                        .map(setting -> setting.getKey() + "=" + setting.getValue())
                        .toList());
        stop(service);
        start(service);
        awaitReady();
    }

    private void awaitReady() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!of(checkout, options).ready()) {
            if (System.nanoTime() > deadline) {
                throw new BenchException("The platform is not ready after " + PATIENCE.toMinutes() + " minutes.");
            }
            TimeUnit.MILLISECONDS.sleep(500);
        }
    }

    /** Process ids of the parts that run now with their names, the launcher among them. */
    Map<Long, String> processes() throws IOException, InterruptedException {
        JsonNode now = of(checkout, options).status;
        Map<Long, String> names = new TreeMap<>();
        now.path("components").properties().forEach(component -> {
            JsonNode pid = component.getValue().path("pid");
            if (pid.isNumber()) {
                names.put(pid.asLong(), component.getKey());
            }
        });
        // parts that run in the launcher itself have its id, too
        names.put(now.path("launcher_pid").asLong(-1), "launcher");
        return names;
    }

    private JsonNode services() {
        return status.path("services");
    }

    /** An access token of a demo user, good for an hour. */
    public String tokenOfUser(String user) throws IOException, InterruptedException {
        return checkout.taskstream(with(options, "token", user)).strip();
    }

    /** An access token with which the demo chatbot acts for users, good for an hour. */
    public String tokenOfChatbot() throws IOException, InterruptedException {
        return checkout.taskstream(with(options, "token", "--client", "chatbot"))
                .strip();
    }
}
