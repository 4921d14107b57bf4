package io.taskstream.bench.harness;

import java.util.List;

/** One question put to the platform. */
@FunctionalInterface
public interface Benchmark {
    /**
     * Measures, which may take minutes.
     *
     * @return one outcome for each of its variants
     */
    List<Outcome> run() throws Exception;
}
