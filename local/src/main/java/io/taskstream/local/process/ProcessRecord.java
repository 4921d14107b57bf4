package io.taskstream.local.process;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A running process as a later launcher finds it written down.
 *
 * @param startedAt tells it from another process that got the same id since
 */
public record ProcessRecord(String component, long pid, Instant startedAt, StopSignal stopSignal) {
    /** The start is computed from the machine's boot time, which moves a little when the clock is set. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    public static ProcessRecord of(String component, ProcessHandle process, StopSignal stopSignal) {
        return new ProcessRecord(
                component, process.pid(), process.info().startInstant().orElse(Instant.EPOCH), stopSignal);
    }

    /** The process, if it is still the one that was recorded and runs. */
    public Optional<ProcessHandle> find() {
        return ProcessHandle.of(pid)
                .filter(process -> process.info()
                        .startInstant()
                        .map(start -> Duration.between(start, startedAt).abs().compareTo(TOLERANCE) <= 0)
                        .orElse(false))
                .filter(Termination::isRunning);
    }
}
