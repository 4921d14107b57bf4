package io.taskstream.cluster.tools;

import java.nio.file.Path;

/** The checkout that the tests run in. */
public final class Checkout {
    private static final Path ROOT = Path.of(System.getProperty("taskstream.root", ".."))
            .toAbsolutePath()
            .normalize();

    private Checkout() {}

    /** A path below the top of the checkout. */
    public static Path path(String relative) {
        return ROOT.resolve(relative);
    }

    /** Where downloads and builds that outlive a run are kept. */
    public static Path cache() {
        String xdg = System.getenv("XDG_CACHE_HOME");
        Path base = xdg == null || xdg.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg);
        return base.resolve("taskstream");
    }
}
