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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A platform beside the shared one, for tests that stop, kill and start it as a whole. */
public final class Installation implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(5);
    private static final Duration END = Duration.ofSeconds(90);

    private final Path data;
    private final Path log;
    private final int portOffset;
    private final String services;
    private @Nullable Process script;

    private Installation(Path data, Path log, int portOffset, String services) {
        this.data = data;
        this.log = log;
        this.portOffset = portOffset;
        this.services = services;
    }

    /**
     * One without data, which doesn't run yet.
     *
     * @param services which are to run, separated by commas
     */
    public static Installation empty(String name, int portOffset, String services) throws IOException {
        Path target = Command.ROOT.resolve("e2e/target");
        Path data = target.resolve(name);
        Installation installation = new Installation(data, target.resolve(name + ".log"), portOffset, services);
        Files.createDirectories(target);
        installation.command("reset", "--yes");
        return installation;
    }

    /** Starts it in the foreground, as in a terminal, and waits until it's ready. */
    public void up() throws IOException, InterruptedException {
        // a test may run where interrupts are ignored, and its children would inherit that
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
        command.addAll(upArguments(data));
        script = new ProcessBuilder(command)
                .directory(Command.ROOT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Instant deadline = Instant.now().plus(START);
        while (!status().path("ready").asBoolean()) {
            if (!script.isAlive() || Instant.now().isAfter(deadline)) {
                throw new AssertionError("The platform did not become ready:\n" + Files.readString(log));
            }
            Thread.sleep(500);
        }
    }

    /** What a second start on the same data says. */
    public Command upAgain() {
        return Command.run(END, upArguments(data));
    }

    /** What a start on the same ports with other data says. */
    public Command upWithDataIn(Path other) {
        return Command.run(END, upArguments(other));
    }

    /** Kills the process that supervises all others, so that it can't tidy up. */
    public void killLauncher() throws InterruptedException {
        long launcher = status().path("launcher_pid").asLong();
        ProcessHandle.of(launcher).ifPresent(ProcessHandle::destroyForcibly);
        await(script);
    }

    /** Presses Ctrl-C, and waits for the end. */
    public void interrupt() throws IOException, InterruptedException {
        Process running = script;
        if (running == null) {
            throw new IllegalStateException("It doesn't run");
        }
        Command.run(END, List.of("kill", "-INT", Long.toString(running.pid()))).ok();
        await(running);
    }

    /** The command lines of what still runs of it. */
    public List<String> processes() {
        return ProcessHandle.allProcesses()
                .flatMap(process -> process.info().commandLine().stream())
                .filter(line -> line.contains(data.toString()))
                .toList();
    }

    public Api as(String user) {
        return new Api(
                status().get("gateway").asString(), command("token", user).ok().strip(), null);
    }

    /** Runs {@code ./taskstream} against it. */
    public Command command(String verb, String... more) {
        List<String> command = new ArrayList<>(List.of("./taskstream", verb, "--data-dir", data.toString()));
        command.addAll(List.of(more));
        return Command.run(END, command);
    }

    private JsonNode status() {
        Command said = command("status", "--json");
        return said.output().startsWith("{")
                ? JsonMapper.shared().readTree(said.output())
                : JsonMapper.shared().createObjectNode();
    }

    private List<String> upArguments(Path dataDirectory) {
        return List.of(
                "./taskstream",
                "up",
                "--no-build",
                "--stop-with-parent",
                "--only",
                services,
                "--port-offset",
                Integer.toString(portOffset),
                "--data-dir",
                dataDirectory.toString());
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
