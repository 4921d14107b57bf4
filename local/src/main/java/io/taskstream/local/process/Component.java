package io.taskstream.local.process;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A part of the platform that is started and stopped by name. */
public interface Component {
    String name();

    /** Begins to start it, if it isn't running; returns at once. */
    void start();

    /** Stops it and returns when it has stopped. */
    void stop();

    /** Done when it can be used, failed when it did not come up. */
    CompletableFuture<Void> ready();

    ComponentState state();

    /** The process that runs it now; empty if none does. */
    Optional<ProcessHandle> process();

    /** How often it was started again after it had ended by itself. */
    default int restarts() {
        return 0;
    }

    /** The ports it will listen on. */
    List<Integer> ports();
}
