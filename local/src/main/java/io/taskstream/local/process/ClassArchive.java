package io.taskstream.local.process;

import java.nio.file.Path;
import java.util.List;

/**
 * An archive of loaded classes, which about halves a JVM's start. The JVM writes it when it first ends in good order,
 * and writes it anew when it doesn't fit any more.
 */
public final class ClassArchive {
    private ClassArchive() {}

    /** The options that make a JVM use and keep the archive; it says nothing when it can't. */
    public static List<String> options(Path archive) {
        return List.of(
                "-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + archive, "-Xlog:cds=off", "-Xlog:cds*=off");
    }
}
