package io.taskstream.local.sidecar;

import io.taskstream.local.home.PlatformException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The daprd of all sidecars, looked for once, while other things start. */
public final class DaprdProvision implements Supplier<Path> {
    private final DaprdResolver resolver;
    private final CompletableFuture<Path> program = new CompletableFuture<>();
    private @Nullable Thread search;

    public DaprdProvision(DaprdResolver resolver) {
        this.resolver = resolver;
    }

    public synchronized void begin() {
        if (search == null) {
            search = Thread.ofPlatform().daemon().name("find-daprd").start(this::search);
        }
    }

    private void search() {
        try {
            program.complete(resolver.resolve());
        } catch (Exception e) {
            program.completeExceptionally(e);
        }
    }

    /** Gives up a search that still goes on, with what it started. */
    public synchronized void cancel() {
        if (search != null) {
            search.interrupt();
        }
    }

    /**
     * Lets go on while the search goes on or has found one.
     *
     * @throws PlatformException if it has ended without
     */
    public void requireHope() {
        if (program.isCompletedExceptionally()) {
            get();
        }
    }

    /**
     * The daprd; waits for the search.
     *
     * @throws PlatformException if there is none
     */
    @Override
    public Path get() {
        begin();
        try {
            return program.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof PlatformException mendable) {
                throw mendable;
            }
            throw new PlatformException("No daprd could be had: " + e.getCause(), e);
        }
    }
}
