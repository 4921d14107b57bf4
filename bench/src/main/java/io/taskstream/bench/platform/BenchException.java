package io.taskstream.bench.platform;

import org.jspecify.annotations.Nullable;

/** Why a benchmark can't be run, in words for the person who runs it. */
public final class BenchException extends RuntimeException {
    public BenchException(String message) {
        this(message, null);
    }

    public BenchException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
