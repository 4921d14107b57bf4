package io.taskstream.bench.http;

/** Makes the requests of a load, each different. Called by several threads at once. */
@FunctionalInterface
public interface Requests {
    /** A whole HTTP/1.1 request. */
    byte[] next();
}
