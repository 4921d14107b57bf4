package io.taskstream.bench.platform;

import io.taskstream.bench.harness.Progress;
import io.taskstream.bench.harness.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A platform of the benchmarks' own, on ports and data of its own, gone when they are done. */
public final class OwnPlatform implements AutoCloseable {
    /** Beside the developer's platform (0) and that of the end-to-end tests. */
    private static final String PORT_OFFSET = "14000";

    private static final Duration START = Duration.ofMinutes(15);
    private static final Duration STOP = Duration.ofMinutes(2);

    private final Checkout checkout;
    private final List<String> options;
    private final Process launcher;
    private final Platform platform;

    private OwnPlatform(Checkout checkout, List<String> options, Process launcher, Platform platform) {
        this.checkout = checkout;
        this.options = options;
        this.launcher = launcher;
        this.platform = platform;
    }

    /**
     * Starts a platform with empty databases and waits until it is ready.
     *
     * @throws BenchException if it doesn't become ready
     */
    public static OwnPlatform start(Checkout checkout, Progress progress) throws IOException, InterruptedException {
        Path data = checkout.work().resolve("platform");
        Path log = checkout.work().resolve("platform.log");
        Files.createDirectories(checkout.work());
        List<String> options = List.of("--data-dir", data.toString());
        if (Files.exists(data) && checkout.isBuilt()) {
            checkout.taskstream(Platform.with(options, "reset", "--yes"));
        }
        progress.say("starting a platform of our own (log: " + log + ")");
        Process launcher = checkout.launcher(
                        Platform.with(options, "up", "--port-offset", PORT_OFFSET, "--stop-with-parent"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Thread end = new Thread(launcher::destroy);
        Runtime.getRuntime().addShutdownHook(end);
        long deadline = System.nanoTime() + START.toNanos();
        while (launcher.isAlive() && System.nanoTime() < deadline) {
            TimeUnit.SECONDS.sleep(1);
            if (checkout.isBuilt()) {
                Platform platform = Platform.of(checkout, options);
                if (platform.ready()) {
                    return new OwnPlatform(checkout, options, launcher, platform);
                }
            }
        }
        launcher.destroy();
        throw new BenchException("The platform did not become ready: see " + log);
    }

    public Platform platform() {
        return platform;
    }

    /** Stops everything and deletes the data. */
    @Override
    public void close() throws IOException {
        launcher.destroy();
        Waiting.orInterrupted(() -> launcher.waitFor(STOP.toSeconds(), TimeUnit.SECONDS));
        launcher.destroyForcibly();
        try {
            checkout.taskstream(Platform.with(options, "reset", "--yes"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
