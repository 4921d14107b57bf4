package io.taskstream.bench.harness;

/** One side of a comparison. */
public interface Contender {
    String name();

    /** Does what is measured until code is compiled and caches are filled. */
    void warmUp() throws Exception;

    /** One repeat. */
    Measurement measure() throws Exception;
}
