package io.taskstream.e2e.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The local platform, started once for all tests, on ports and data of its own. */
public final class Platform implements AutoCloseable {
    private static final String REMINDER_SERVICE = "reminder-service";

    /** The replicas of reminder-service: ringing once is easy for one. */
    public static final List<String> REMINDER_REPLICAS =
            List.of(REMINDER_SERVICE, REMINDER_SERVICE + "-2", REMINDER_SERVICE + "-3");

    private static final String PORT_OFFSET = "10000";
    private static final Script SCRIPT = new Script(Command.ROOT.resolve("e2e/target/platform"));
    private static final Path LOG = Command.ROOT.resolve("e2e/target/platform.log");

    private static @Nullable Platform running;

    private final Process launcher;
    private final JsonNode status;
    private final Spans spans;
    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    private Platform(Process launcher, JsonNode status, Spans spans) {
        this.launcher = launcher;
        this.status = status;
        this.spans = spans;
    }

    /** The platform, started if it isn't yet. */
    public static synchronized Platform get() {
        if (running == null) {
            running = start();
            Runtime.getRuntime().addShutdownHook(new Thread(running::close));
        }
        return running;
    }

    private static Platform start() {
        try {
            Files.createDirectories(LOG.getParent());
            Spans spans = Spans.receive();
            Process launcher = SCRIPT.launch(
                    LOG,
                    "up",
                    "--no-build",
                    "--port-offset",
                    PORT_OFFSET,
                    "--stop-with-parent",
                    "--replicas",
                    REMINDER_SERVICE + "=" + REMINDER_REPLICAS.size(),
                    "--otlp",
                    spans.endpoint());
            Instant deadline = Instant.now().plus(Duration.ofMinutes(15));
            while (launcher.isAlive() && Instant.now().isBefore(deadline)) {
                JsonNode status = SCRIPT.status();
                if (status.path("ready").asBoolean()) {
                    return new Platform(launcher, status, spans);
                }
                Thread.sleep(1_000);
            }
            throw new AssertionError("The platform did not become ready:\n" + Files.readString(LOG));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Runs {@code ./taskstream} against this platform. */
    public Command command(String verb, String... more) {
        return SCRIPT.run(verb, more);
    }

    /** Starts {@code ./taskstream} against this platform and lets it run. */
    public Process launch(Path output, String verb, String... more) throws IOException {
        return SCRIPT.launch(output, verb, more);
    }

    /** A user's client of the public API; user ids are made unique by tests that count. */
    public Api as(String user) {
        return new Api(status.get("gateway").asString(), tokens.computeIfAbsent(user, this::token), null);
    }

    /** The chatbot backend's client, acting for a user. */
    public Api chatbotFor(@Nullable String user) {
        String token = tokens.computeIfAbsent(
                "client:chatbot",
                unused -> command("token", "--client", "chatbot").ok().strip());
        return new Api(status.get("gateway").asString(), token, user);
    }

    private String token(String user) {
        return command("token", user).ok().strip();
    }

    /** Where the platform's parts are: what {@code status --json} said when it was ready. */
    public JsonNode status() {
        return status;
    }

    /** What it says now. */
    public JsonNode freshStatus() {
        return SCRIPT.status();
    }

    public Broker broker() {
        return new Broker(status.get("kafka").asString(), 9094 + Integer.parseInt(PORT_OFFSET));
    }

    /** The address of the HTTP API of a service's sidecar. */
    public String sidecar(String service) {
        return status.at("/services/" + service + "/sidecar/http").asString();
    }

    /** A password or token of this installation, as the platform keeps it in its data directory. */
    public String secret(String name) {
        return JsonMapper.shared()
                .readTree(SCRIPT.data().resolve("secrets.json"))
                .get(name)
                .asString();
    }

    public Mails mails() {
        return new Mails(status.at("/mail/http").asString());
    }

    public Database database(String name) {
        return Database.of(status, name);
    }

    public Spans spans() {
        return spans;
    }

    /** Ends a process the hard way, as {@code kill -9} does. */
    public void kill(String component) {
        long pid = pid(component);
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    /** The process id of a component; 0 while it has no process. */
    public long pid(String component) {
        return freshStatus().at("/components/" + component + "/pid").asLong(0);
    }

    /** Stops one component, and keeps it stopped. */
    public void stop(String component) {
        command("stop", component).ok();
    }

    /** Starts a stopped component again. */
    public void start(String component) {
        command("start", component).ok();
    }

    /** Waits until everything runs again. */
    public void awaitReady() {
        Instant deadline = Instant.now().plus(Duration.ofMinutes(3));
        while (!freshStatus().path("ready").asBoolean()) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("The platform did not recover: " + freshStatus());
            }
            try {
                Thread.sleep(500);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() {
        launcher.destroy();
        try {
            if (!launcher.waitFor(90, TimeUnit.SECONDS)) {
                launcher.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        spans.close();
    }
}
