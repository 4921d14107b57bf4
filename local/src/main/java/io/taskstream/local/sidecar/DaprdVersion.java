package io.taskstream.local.sidecar;

/** The daprd that this platform runs with. */
final class DaprdVersion {
    /** Fetched or built where none is installed. */
    static final String PINNED = "1.18.2";

    private static final String MINOR = "1.18.";

    private DaprdVersion() {}

    /** Whether an installed daprd of that version will do: any patch of the minor version that is tested. */
    static boolean isGood(String version) {
        return version.startsWith(MINOR);
    }
}
