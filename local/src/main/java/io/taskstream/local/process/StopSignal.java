package io.taskstream.local.process;

import java.io.IOException;

/** How a process is asked to end in good order. */
public enum StopSignal {
    TERM,
    /** PostgreSQL's fast shutdown; on TERM it would wait for its clients to leave. */
    INT;

    void send(ProcessHandle process) {
        switch (this) {
            case TERM -> process.destroy();
            case INT -> interrupt(process);
        }
    }

    private static void interrupt(ProcessHandle process) {
        try {
            // the shell's own kill: a program of that name isn't everywhere
            new ProcessBuilder("sh", "-c", "kill -INT " + process.pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            process.destroy();
        }
    }
}
