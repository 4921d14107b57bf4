package io.taskstream.local.service;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the next start of the services faster: when the machine has nothing else to do, each one that was built since is
 * started once more, on the side and only up to the point where it would begin to work, and what its JVM learned is
 * kept as an AOT cache (JEP 483, 515). With it a start takes about half of the processor's time.
 */
public final class StartupTraining implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StartupTraining.class);
    private static final double IDLE_LOAD_PER_PROCESSOR = 0.4;
    private static final long LOOK_SECONDS = 10;
    private static final long LIMIT_MINUTES = 5;
    private static final List<String> POLITELY = List.of("nice", "-n", "19");

    private final List<Service> services;
    private final Thread thread =
            Thread.ofPlatform().daemon().name("startup-training").unstarted(this::run);

    /**
     * A training that hasn't begun.
     *
     * @param services services that have been started
     */
    public StartupTraining(List<Service> services) {
        this.services = services;
    }

    /** Begins in the background; returns at once. */
    public void start() {
        thread.start();
    }

    private void run() {
        try {
            for (Service service : services) {
                if (!Files.exists(service.staged().startupCache())) {
                    awaitIdleMachine();
                    train(service);
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("the training ends with the platform");
        } catch (IOException e) {
            LOG.warn("The startup caches could not be made; services start without", e);
        }
    }

    private static void awaitIdleMachine() throws InterruptedException {
        var machine = ManagementFactory.getOperatingSystemMXBean();
        do {
            TimeUnit.SECONDS.sleep(LOOK_SECONDS);
        } while (machine.getSystemLoadAverage() > IDLE_LOAD_PER_PROCESSOR * machine.getAvailableProcessors());
    }

    static void train(Service service) throws IOException, InterruptedException {
        Path cache = service.staged().startupCache();
        Path learned = cache.resolveSibling(
                cache.getFileName() + "." + ProcessHandle.current().pid() + ".conf");
        Path draft = cache.resolveSibling(
                cache.getFileName() + "." + ProcessHandle.current().pid() + ".new");
        try {
            boolean made = run(service.jvm(
                            POLITELY,
                            List.of(
                                    "-XX:AOTMode=record",
                                    "-XX:AOTConfiguration=" + learned,
                                    // ends when everything is wired and before anything works
                                    "-Dspring.context.exit=onRefresh")))
                    && run(service.jvm(
                            POLITELY,
                            List.of("-XX:AOTMode=create", "-XX:AOTConfiguration=" + learned, "-XX:AOTCache=" + draft)));
            if (made && Files.exists(draft)) {
                Files.move(draft, cache, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                LOG.info("made the startup cache of {}", service.name());
            } else {
                LOG.warn("The startup cache of {} could not be made; it starts without", service.name());
            }
        } finally {
            Files.deleteIfExists(learned);
            Files.deleteIfExists(draft);
        }
    }

    private static boolean run(ProcessBuilder command) throws IOException, InterruptedException {
        Process process = command.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES) && process.exitValue() == 0;
        } finally {
            process.destroyForcibly();
        }
    }

    /** Ends it, with the process that may run for it. */
    @Override
    public void close() {
        thread.interrupt();
    }
}
