package io.taskstream.e2e.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A platform beside the shared one, for tests that stop, kill and start it as a whole. */
public final class Installation implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(5);
    private static final Duration END = Duration.ofSeconds(90);

    private final Script script;
    private final Path log;
    private final String[] upOptions;
    private @Nullable Process running;

    private Installation(Path data, Path log, String... upOptions) {
        this.script = new Script(data);
        this.log = log;
        this.upOptions = upOptions;
    }

    /**
     * One without data, which doesn't run yet.
     *
     * @param services which are to run, separated by commas
     */
    public static Installation empty(String name, int portOffset, String services) throws IOException {
        Path target = Command.ROOT.resolve("e2e/target");
        Installation installation = new Installation(
                target.resolve(name),
                target.resolve(name + ".log"),
                "--no-build",
                "--stop-with-parent",
                "--only",
                services,
                "--port-offset",
                Integer.toString(portOffset));
        Files.createDirectories(target);
        installation.command("reset", "--yes");
        return installation;
    }

    /** Starts it in the foreground, as in a terminal, and waits until it's ready. */
    public void up() throws IOException, InterruptedException {
        // a test may run where interrupts are ignored, and its children would inherit that
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
        command.addAll(script.line("up", upOptions));
        Process launcher = Command.launch(log, command);
        running = launcher;
        Instant deadline = Instant.now().plus(START);
        while (!script.status().path("ready").asBoolean()) {
            if (!launcher.isAlive() || Instant.now().isAfter(deadline)) {
                throw new AssertionError("The platform did not become ready:\n" + Files.readString(log));
            }
            Thread.sleep(500);
        }
    }

    /** What a second start on the same data says. */
    public Command upAgain() {
        return script.run("up", upOptions);
    }

    /** What a start on the same ports with other data says. */
    public Command upWithDataIn(Path other) {
        return new Script(other).run("up", upOptions);
    }

    /** Kills the process that supervises all others, so that it can't tidy up. */
    public void killLauncher() throws InterruptedException {
        long launcher = script.status().path("launcher_pid").asLong();
        ProcessHandle.of(launcher).ifPresent(ProcessHandle::destroyForcibly);
        await(running);
    }

    /** Presses Ctrl-C, and waits for the end. */
    public void interrupt() throws IOException, InterruptedException {
        Process launcher = running;
        if (launcher == null) {
            throw new IllegalStateException("It doesn't run");
        }
        Command.run(END, List.of("kill", "-INT", Long.toString(launcher.pid()))).ok();
        await(launcher);
    }

    /** The command lines of what still runs of it. */
    public List<String> processes() {
        return ProcessHandle.allProcesses()
                .flatMap(process -> process.info().commandLine().stream())
                .filter(line -> line.contains(script.data().toString()))
                .toList();
    }

    public Api as(String user) {
        return new Api(
                script.status().get("gateway").asString(),
                command("token", user).ok().strip(),
                null);
    }

    public Database database(String name) {
        return Database.of(script.status(), name);
    }

    public Mails mails() {
        return new Mails(script.status().at("/mail/http").asString());
    }

    /** The address of the broker's listener that asks nobody for a name. */
    public String kafka() {
        return script.status().get("kafka").asString();
    }

    /** Where the files of its parts are. */
    public Path data() {
        return script.data();
    }

    /** Stops one component, and keeps it stopped. */
    public void stop(String component) {
        command("stop", component).ok();
    }

    /** Starts a stopped component again. */
    public void start(String component) {
        command("start", component).ok();
    }

    /** Runs {@code ./taskstream} against it. */
    public Command command(String verb, String... more) {
        return script.run(verb, more);
    }

    private static void await(@Nullable Process process) throws InterruptedException {
        if (process != null && !process.waitFor(END.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("./taskstream did not end within " + END);
        }
    }

    @Override
    public void close() {
        command("stop");
    }
}
