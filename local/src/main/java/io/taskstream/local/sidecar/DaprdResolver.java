package io.taskstream.local.sidecar;

import io.taskstream.local.home.CacheDirectory;
import io.taskstream.local.home.Checkout;
import io.taskstream.local.home.PlatformException;
import io.taskstream.local.home.Progress;
import io.taskstream.local.sidecar.DaprdSource.Answer;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds a daprd: an installed one, else the one in the cache, else the official release, else one built from the pinned
 * Go module. The last two fill the cache, one launcher at a time.
 */
public final class DaprdResolver {
    private final Path cache;
    private final List<DaprdSource> present;
    private final List<DaprdSource> makers;
    private final Progress progress;

    /**
     * @param cache the folder whose lock the makers are used under
     * @param present asked first, in this order; the last of them is the cache
     * @param makers asked when nothing is present, in this order
     */
    DaprdResolver(Path cache, List<DaprdSource> present, List<DaprdSource> makers, Progress progress) {
        this.cache = cache;
        this.present = present;
        this.makers = makers;
        this.progress = progress;
    }

    public static DaprdResolver of(Checkout checkout, CacheDirectory caches, Progress progress) {
        Path cache = caches.root().resolve("daprd-" + DaprdVersion.PINNED);
        Path program = cache.resolve("daprd");
        return new DaprdResolver(
                cache,
                List.of(InstalledDaprd.onPath(), InstalledDaprd.ofDaprCli(), new CachedDaprd(program)),
                List.of(new DownloadedDaprd(cache, progress), new BuiltDaprd(checkout.daprdModule(), cache, progress)),
                progress);
    }

    /**
     * The path of a daprd that will do.
     *
     * @throws PlatformException if there is none and none can be had; it says what was tried and what to install
     */
    public Path resolve() throws IOException, InterruptedException {
        List<String> reasons = new ArrayList<>();
        for (DaprdSource source : present) {
            switch (source.find()) {
                case Answer.Found(Path program) -> {
                    return program;
                }
                case Answer.Missing(String reason) -> reasons.add(reason);
            }
        }
        return make(reasons);
    }

    private Path make(List<String> reasons) throws IOException, InterruptedException {
        Files.createDirectories(cache);
        try (FileChannel channel =
                        FileChannel.open(cache.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = lock(channel)) {
            // somebody else may have filled the cache meanwhile
            if (lock.isValid() && present.getLast().find() instanceof Answer.Found(Path program)) {
                return program;
            }
            for (DaprdSource source : makers) {
                switch (source.find()) {
                    case Answer.Found(Path program) -> {
                        return program;
                    }
                    case Answer.Missing(String reason) -> reasons.add(reason);
                }
            }
        }
        throw new PlatformException("There is no daprd " + DaprdVersion.PINNED + ", and none could be had:\n  - "
                + String.join("\n  - ", reasons)
                + "\nInstall the Dapr CLI and run `dapr init --slim --runtime-version " + DaprdVersion.PINNED
                + "`, or install Go (https://go.dev/dl), or put a daprd on PATH; then run ./taskstream up again.");
    }

    private FileLock lock(FileChannel channel) throws IOException {
        FileLock free = channel.tryLock();
        if (free != null) {
            return free;
        }
        progress.say("waiting for another launcher that fetches or builds daprd");
        return channel.lock();
    }
}
