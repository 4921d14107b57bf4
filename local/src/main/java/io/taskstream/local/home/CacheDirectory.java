package io.taskstream.local.home;

import java.nio.file.Path;

/** What is fetched or unpacked once for all checkouts of a user; may be deleted at any time. */
public record CacheDirectory(Path root) {
    public static CacheDirectory ofUser() {
        String xdg = System.getenv("XDG_CACHE_HOME");
        Path caches = xdg == null || xdg.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg);
        return new CacheDirectory(caches.resolve("taskstream"));
    }
}
