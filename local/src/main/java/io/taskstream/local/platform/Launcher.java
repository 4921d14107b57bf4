package io.taskstream.local.platform;

import io.taskstream.local.home.DataDirectory;
import io.taskstream.local.home.Installation;
import io.taskstream.local.home.PlatformException;
import io.taskstream.local.home.Progress;
import io.taskstream.local.process.ProcessRecords;
import io.taskstream.local.service.Service;
import io.taskstream.local.service.ServiceDefinition;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a platform for as long as this process lives. */
public final class Launcher {
    private static final Logger LOG = LoggerFactory.getLogger(Launcher.class);
    private static final Duration WAIT_FOR_STOPPING = Duration.ofSeconds(90);

    private final Installation installation;
    private final DataDirectory data;
    private final List<ServiceDefinition> services;
    private final Progress progress;

    private final CountDownLatch stopRequested = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);

    /**
     * A launcher of one installation.
     *
     * @param services the services to start; the rest of the platform always starts
     */
    public Launcher(Installation installation, List<ServiceDefinition> services, Progress progress) {
        this.installation = installation;
        this.data = installation.data();
        this.services = services;
        this.progress = progress;
    }

    /**
     * Starts the platform on a data directory that exists, calls back when it is ready, and stops it when this process is asked to end, when another
     * launcher asks for it, or when one of the watched processes has ended.
     *
     * @throws PlatformException if another platform has the data directory, or if something doesn't come up; whatever
     *     had been started is stopped then
     */
    public void run(List<ProcessHandle> watched, Consumer<StatusReport> onReady)
            throws IOException, InterruptedException {
        DataDirectory.Lock lock = lock();
        try {
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::stopAndWait));
            watched.forEach(this::stopWith);
            runLocked(onReady);
        } finally {
            lock.close();
            stopped.countDown();
        }
    }

    private void runLocked(Consumer<StatusReport> onReady) throws IOException, InterruptedException {
        new ProcessRecords(data.processes()).endLeftovers(progress);
        Service.pruneCache(installation);
        Platform platform = new Platform(installation, services, progress);
        platform.check();
        AtomicBoolean stopping = new AtomicBoolean();
        try (ControlServer control = ControlServer.start(
                ControlClient.token(installation.secrets()),
                platform,
                () -> StatusReport.of(platform, stopping.get(), data.root().toString()),
                stopRequested::countDown)) {
            RunningPlatform.ofThisProcess(control.port(), installation.ports().offset())
                    .save(data);
            try {
                if (start(platform)) {
                    onReady.accept(StatusReport.of(platform, false, data.root().toString()));
                    stopRequested.await();
                }
            } finally {
                stopping.set(true);
                progress.say("stopping");
                platform.stop();
                RunningPlatform.forget(data);
                progress.say("stopped; the data stay in " + data.root());
            }
        }
    }

    /** Starts the platform in a thread of its own, so that a request to stop is heard at any time. */
    private boolean start(Platform platform) throws InterruptedException {
        var outcome = new CompletableFuture<Optional<PlatformException>>();
        Thread starting = Thread.ofPlatform().daemon().name("start").start(() -> {
            try {
                platform.start();
                outcome.complete(Optional.empty());
            } catch (PlatformException e) {
                outcome.complete(Optional.of(e));
            } catch (InterruptedException e) {
                outcome.complete(Optional.of(new PlatformException("The start was interrupted.")));
            } catch (RuntimeException e) {
                LOG.error("The start failed", e);
                outcome.complete(Optional.of(new PlatformException("The start failed: " + e, e)));
            }
        });
        while (stopRequested.getCount() > 0) {
            try {
                Optional<PlatformException> failure = outcome.get(100, TimeUnit.MILLISECONDS);
                if (failure.isPresent()) {
                    throw failure.get();
                }
                return true;
            } catch (TimeoutException e) {
                LOG.trace("neither ready nor asked to stop: look again");
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
        starting.interrupt();
        return false;
    }

    private void stopAndWait() {
        stopRequested.countDown();
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void stopWith(ProcessHandle watched) {
        Thread.ofPlatform().daemon().name("watch-" + watched.pid()).start(() -> {
            try {
                while (watched.isAlive()) {
                    TimeUnit.MILLISECONDS.sleep(500);
                }
                LOG.info("process {} has ended, and the platform with it", watched.pid());
                stopRequested.countDown();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private DataDirectory.Lock lock() throws InterruptedException {
        long deadline = System.nanoTime() + WAIT_FOR_STOPPING.toNanos();
        boolean told = false;
        while (true) {
            Optional<DataDirectory.Lock> lock = data.lock();
            if (lock.isPresent()) {
                return lock.get();
            }
            if (!isStopping() || System.nanoTime() > deadline) {
                throw alreadyRunning();
            }
            if (!told) {
                progress.say("waiting for the platform that is stopping");
                told = true;
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private boolean isStopping() throws InterruptedException {
        try {
            return ControlClient.connect(data).status().stopping();
        } catch (IOException | PlatformException e) {
            // it has closed its door already, or hasn't opened it yet
            return RunningPlatform.find(data).isEmpty();
        }
    }

    private PlatformException alreadyRunning() {
        String who = RunningPlatform.find(data)
                .map(running -> " (process " + running.launcher().pid() + ", since "
                        + running.launcher().startedAt() + ")")
                .orElse("");
        return new PlatformException("A platform already runs on " + data.root() + who
                + ".\n./taskstream status shows it, ./taskstream stop ends it; a second one needs a --data-dir and a"
                + " --port-offset of its own.");
    }
}
