package io.taskstream.local.cli;

import io.taskstream.local.home.DataDirectory;
import io.taskstream.local.home.PlatformException;
import io.taskstream.local.platform.ControlClient;
import io.taskstream.local.platform.RunningPlatform;
import io.taskstream.local.process.ProcessRecords;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "stop",
        header = "Stops the platform, or one component of it.",
        description =
                "%nAlso ends what a launcher that was killed has left behind. A component that is stopped stays so"
                        + " until `start COMPONENT`.",
        mixinStandardHelpOptions = true)
final class StopCommand extends PlatformVerb {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Parameters(
            arity = "0..1",
            paramLabel = "COMPONENT",
            description = "what to stop, such as kafka, task-service or task-service-sidecar (default: everything)")
    private @Nullable String component;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = out();
        DataDirectory directory = data.find();
        if (component != null) {
            ControlClient.connect(directory).operate(component, "stop");
            out.println(component + " is stopped; ./taskstream start " + component + " starts it again.");
            return 0;
        }
        stopAll(directory, out);
        return 0;
    }

    /** Stops the platform on that directory, or what is left of one that was killed. */
    static void stopAll(DataDirectory directory, PrintWriter out) throws IOException, InterruptedException {
        if (!directory.exists()) {
            out.println("Nothing runs.");
            return;
        }
        Optional<RunningPlatform> running = RunningPlatform.find(directory);
        if (running.isPresent()) {
            askToStop(directory);
            awaitEnd(running.get());
            out.println("Stopped.");
            return;
        }
        DataDirectory.Lock lock = directory
                .lock()
                .orElseThrow(() -> new PlatformException(
                        "Another launcher is at work on " + directory.root() + "; try again in a moment."));
        try {
            int ended = new ProcessRecords(directory.processes()).endLeftovers(out::println);
            out.println(ended == 0 ? "Nothing runs." : "Stopped.");
        } finally {
            lock.close();
        }
    }

    private static void askToStop(DataDirectory directory) throws InterruptedException {
        try {
            ControlClient.connect(directory).stop();
        } catch (IOException e) {
            throw new PlatformException("The launcher doesn't answer (" + e + "); end its process to stop it.", e);
        }
    }

    private static void awaitEnd(RunningPlatform running) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (running.launcher().find().isPresent()) {
            if (System.nanoTime() > deadline) {
                throw new PlatformException(
                        "The launcher, process " + running.launcher().pid() + ", has not ended after "
                                + PATIENCE.toSeconds() + " s: ./taskstream logs launcher");
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }
}
