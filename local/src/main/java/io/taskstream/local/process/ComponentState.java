package io.taskstream.local.process;

import java.util.Locale;

/** Where a component stands. */
public enum ComponentState {
    STOPPED,
    /** Waits for what it depends on. */
    WAITING,
    STARTING,
    READY,
    /** Ended although it should run; it starts again in a moment. */
    RESTARTING,
    STOPPING,
    /** Did not come up; it isn't tried again until somebody asks for it. */
    FAILED;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
