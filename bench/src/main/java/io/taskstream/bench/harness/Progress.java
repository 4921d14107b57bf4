package io.taskstream.bench.harness;

/** Where a benchmark tells what it is doing. */
@FunctionalInterface
public interface Progress {
    void say(String line);
}
