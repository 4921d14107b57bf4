package io.taskstream.bench.platform;

import io.taskstream.bench.harness.Measurement;
import io.taskstream.bench.harness.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who used the processors, by part of the platform. On Linux, where {@code /proc} tells; elsewhere it stays silent.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html">proc_pid_stat(5)</a>
 */
public final class CpuClock {
    /** What user space sees, whatever the kernel's own tick is. */
    private static final double MILLIS_PER_TICK = 10;

    private static final int UTIME = 11;
    private static final int CSTIME = 14;

    private final Map<Long, String> parts;

    private CpuClock(Map<Long, String> parts) {
        this.parts = parts;
    }

    /**
     * A clock for the processes that run now.
     *
     * @param others processes that are no part of the platform, with their names
     */
    public static CpuClock of(Platform platform, Map<Long, String> others) throws IOException, InterruptedException {
        Map<Long, String> parts = new LinkedHashMap<>(platform.processes());
        parts.putAll(others);
        return new CpuClock(parts);
    }

    /** What each part has used so far, in milliseconds; what it started is its own. */
    public Map<String, Double> read() {
        Map<String, Double> used = new TreeMap<>();
        ProcessHandle.allProcesses().forEach(process -> {
            String part = partOf(process);
            if (part != null) {
                used.merge(part, ticks(process.pid()) * MILLIS_PER_TICK, Double::sum);
            }
        });
        return used;
    }

    /** What each part used since, per operation; parts that hardly did anything are left out. */
    public Measurement since(Map<String, Double> before, long operations) {
        Map<Metric, Double> values = new LinkedHashMap<>();
        read().forEach((part, now) -> {
            double perOperation = (now - before.getOrDefault(part, 0.0)) / operations;
            if (perOperation > 0.005) {
                values.put(Metric.cpuPerOperation(part), perOperation);
            }
        });
        return new Measurement(values);
    }

    private @Nullable String partOf(ProcessHandle process) {
        String part = parts.get(process.pid());
        return part != null ? part : process.parent().map(this::partOf).orElse(null);
    }

    /** Of the process itself and of its children that have ended. */
    private static long ticks(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            // the name may hold anything, spaces and brackets included
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            long sum = 0;
            for (int field = UTIME; field <= CSTIME; field++) {
                sum += Long.parseLong(fields[field]);
            }
            return sum;
        } catch (IOException e) {
            return 0;
        }
    }
}
