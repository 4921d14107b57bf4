package io.taskstream.local.process;

import java.util.List;
import java.util.Map;

/** The environment of every process: a few of the caller's variables and what the component says, nothing by chance. */
public final class Environment {
    private static final List<String> INHERITED =
            List.of("PATH", "HOME", "USER", "LANG", "LC_ALL", "TZ", "TMPDIR", "JAVA_HOME");

    private Environment() {}

    public static ProcessBuilder process(List<String> command, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().retainAll(INHERITED);
        // glibc would keep an arena per core and thread, which costs every JVM tens of megabytes
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        builder.environment().putAll(environment);
        return builder;
    }
}
