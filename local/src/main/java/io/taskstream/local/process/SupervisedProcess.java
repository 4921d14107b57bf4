package io.taskstream.local.process;

import io.taskstream.local.home.PlatformException;
import java.io.File;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a program running as a process of its own: starts it after what it depends on, starts it again when it ends by
 * itself, and records it so that a later launcher can find it.
 */
public final class SupervisedProcess implements Component {
    private static final Logger LOG = LoggerFactory.getLogger(SupervisedProcess.class);
    private static final Duration READY_POLL = Duration.ofMillis(100);

    private final Program program;
    private final ProcessRecords records;
    private final List<Component> dependencies;

    private volatile ComponentState state = ComponentState.STOPPED;
    private volatile CompletableFuture<Void> ready = new CompletableFuture<>();
    private volatile @Nullable Process process;
    private volatile boolean wanted;
    private final AtomicInteger restarts = new AtomicInteger();
    private @Nullable Thread supervisor;

    /** @param dependencies must be ready before the first start; a restart doesn't wait for them */
    public SupervisedProcess(Program program, ProcessRecords records, List<Component> dependencies) {
        this.program = program;
        this.records = records;
        this.dependencies = dependencies;
    }

    @Override
    public String name() {
        return program.name();
    }

    @Override
    public synchronized void start() {
        if (supervisor != null && supervisor.isAlive()) {
            return;
        }
        wanted = true;
        if (ready.isDone()) {
            // otherwise somebody may wait for this very start already
            ready = new CompletableFuture<>();
        }
        state = ComponentState.WAITING;
        supervisor = Thread.ofPlatform().daemon().name("supervise-" + name()).start(this::supervise);
    }

    @Override
    public void stop() {
        Thread running;
        synchronized (this) {
            running = supervisor;
            wanted = false;
        }
        if (running == null) {
            return;
        }
        running.interrupt();
        try {
            running.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public CompletableFuture<Void> ready() {
        return ready;
    }

    @Override
    public ComponentState state() {
        return state;
    }

    @Override
    public Optional<ProcessHandle> process() {
        Process current = process;
        return current == null
                ? Optional.empty()
                : Optional.of(current.toHandle()).filter(Termination::isRunning);
    }

    @Override
    public int restarts() {
        return restarts.get();
    }

    @Override
    public List<Integer> ports() {
        return program.ports();
    }

    private void supervise() {
        ComponentState last = ComponentState.STOPPED;
        try {
            for (Component dependency : dependencies) {
                dependency.ready().get();
            }
            keepRunning();
        } catch (InterruptedException e) {
            LOG.debug("{} is asked to stop", name());
        } catch (ExecutionException e) {
            last = ComponentState.FAILED;
            ready.completeExceptionally(new StartFailure(name() + " was not started, because of the above."));
        } catch (StartFailure | PlatformException e) {
            last = ComponentState.FAILED;
            ready.completeExceptionally(e);
        } finally {
            endProcess();
            state = last;
            ready.completeExceptionally(new StartFailure(name() + " was stopped."));
        }
    }

    private void keepRunning() throws InterruptedException, StartFailure {
        Backoff backoff = new Backoff();
        int failures = 0;
        while (wanted) {
            long started = System.nanoTime();
            String ending = runOnce();
            Duration ran = Duration.ofNanos(System.nanoTime() - started);
            if (!ready.isDone() && ++failures >= program.attempts()) {
                throw new StartFailure(name() + " did not come up: " + ending);
            }
            state = ComponentState.RESTARTING;
            Duration pause = backoff.afterRunOf(ran);
            LOG.warn("{} {} after {} s; it starts again in {} s", name(), ending, ran.toSeconds(), pause.toSeconds());
            restarts.incrementAndGet();
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
        }
    }

    /** Runs the program once, from its preparation to its end, and says how it ended. */
    private String runOnce() throws InterruptedException {
        state = ComponentState.STARTING;
        try {
            program.prepare();
            Process started = spawn();
            if (awaitReady(started)) {
                program.onReady();
                state = ComponentState.READY;
                ready.complete(null);
            } else if (started.isAlive()) {
                endProcess();
                return "was not ready within " + program.startLimit().toSeconds() + " s";
            }
            return "ended with exit code " + started.waitFor();
        } catch (InterruptedException | PlatformException e) {
            throw e;
        } catch (Exception e) {
            if (Thread.interrupted() || !wanted) {
                throw new InterruptedException();
            }
            LOG.warn("{} could not be started", name(), e);
            endProcess();
            return "could not be started: " + e;
        }
    }

    private Process spawn() throws Exception {
        new LogFile(program.log()).rotate();
        Process started = program.command()
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(program.log().toFile()))
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .start();
        process = started;
        records.save(ProcessRecord.of(name(), started.toHandle(), program.stopSignal()));
        LOG.info("{} runs as process {}", name(), started.pid());
        return started;
    }

    private boolean awaitReady(Process started) throws InterruptedException {
        long deadline = System.nanoTime() + program.startLimit().toNanos();
        while (started.isAlive() && System.nanoTime() < deadline) {
            try {
                if (program.isReady()) {
                    return true;
                }
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                LOG.trace("{} is not ready: {}", name(), e.toString());
            }
            TimeUnit.NANOSECONDS.sleep(READY_POLL.toNanos());
        }
        return false;
    }

    private void endProcess() {
        Process current = process;
        if (current == null) {
            return;
        }
        if (current.isAlive()) {
            state = ComponentState.STOPPING;
            // the thread may be interrupted, which says that this has to happen, not that it may be cut short
            boolean interrupted = Thread.interrupted();
            if (!Termination.end(current.toHandle(), program.stopSignal(), program.stopGrace())) {
                LOG.warn("{} did not end within {} and was killed", name(), program.stopGrace());
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        process = null;
        records.forget(name());
    }
}
