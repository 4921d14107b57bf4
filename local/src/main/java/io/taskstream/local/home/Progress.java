package io.taskstream.local.home;

/** Tells the person who waits what is going on. */
@FunctionalInterface
public interface Progress {
    /** Shows one line at once. */
    void say(String line);
}
