package io.taskstream.local;

import io.taskstream.local.cli.TaskstreamCommand;

/** What {@code ./taskstream} runs. */
public final class Taskstream {
    private Taskstream() {}

    public static void main(String[] arguments) {
        System.exit(TaskstreamCommand.execute(arguments));
    }
}
