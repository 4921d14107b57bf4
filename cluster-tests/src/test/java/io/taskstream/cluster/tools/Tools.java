package io.taskstream.cluster.tools;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The tools that {@code tools/install} finds or builds, at pinned versions. */
public final class Tools {
    private static final Map<String, Path> FOUND = new ConcurrentHashMap<>();

    private Tools() {}

    /** Where a tool is; builds it first if need be, which takes minutes, once per machine. */
    public static Path path(String tool) {
        return FOUND.computeIfAbsent(tool, Tools::install);
    }

    private static Path install(String tool) {
        String line = Command.of(Checkout.path("cluster-tests/tools/install"), tool)
                .within(Duration.ofMinutes(30))
                .output()
                .strip();
        return Path.of(line.substring(line.indexOf(' ') + 1));
    }
}
