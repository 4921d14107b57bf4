package io.taskstream.local.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What a component runs as a process: how it is started, when it can be used, and how it ends. */
public interface Program {
    String name();

    /** Both streams of the process go here. */
    Path log();

    List<Integer> ports();

    /** Makes ready what the process needs; runs before every start and may take its time. */
    default void prepare() throws Exception {}

    /** The command with its whole environment. */
    ProcessBuilder command() throws Exception;

    /** Whether the process can be used; asked ten times a second while it starts. An exception means no. */
    boolean isReady() throws Exception;

    /** Completes the start, once for each process, before anything that depends on it starts. */
    default void onReady() throws Exception {}

    /** How long a start may take before it counts as failed: long, because a busy machine isn't helped by a second try. */
    default Duration startLimit() {
        return Duration.ofMinutes(10);
    }

    /** How many starts may fail in a row before the first success. */
    default int attempts() {
        return 3;
    }

    default StopSignal stopSignal() {
        return StopSignal.TERM;
    }

    /** How long an orderly end may take. */
    default Duration stopGrace() {
        return Duration.ofSeconds(25);
    }
}
