package io.taskstream.api.version;

/** A resource's version as its strong entity tag: version 3 is {@code "3"}. */
public final class ETags {
    private ETags() {}

    public static String of(long version) {
        return '"' + Long.toString(version) + '"';
    }
}
