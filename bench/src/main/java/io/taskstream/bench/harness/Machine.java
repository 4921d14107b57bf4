package io.taskstream.bench.harness;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the figures come from.
 *
 * @param loadAverage how many processes wanted to run in the minute before the benchmark; negative where unknown
 */
public record Machine(String system, String processor, int processors, long memoryMib, double loadAverage) {
    /** With a load above this share of the processors, somebody else was using them. */
    private static final double QUIET = 0.25;

    public static Machine current() {
        return new Machine(
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                firstProcessor(),
                Runtime.getRuntime().availableProcessors(),
                totalMemoryMib(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    public boolean quiet() {
        return loadAverage < QUIET * processors;
    }

    public String describe() {
        String noise = quiet()
                ? ""
                : "\nThe load average was " + Table.number(loadAverage)
                        + " before the start: others used this machine, take the figures with care.";
        return system + ", " + processors + " × " + processor + ", " + memoryMib + " MiB" + noise;
    }

    private static long totalMemoryMib() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getTotalMemorySize() / (1024 * 1024)
                : 0;
    }

    private static String firstProcessor() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse("processors");
        } catch (IOException e) {
            return "processors";
        }
    }
}
