package io.taskstream.local.sidecar;

import java.io.IOException;
import java.nio.file.Path;

/** A place where a daprd may come from. */
interface DaprdSource {
    /** Looks there, which may take minutes and tell its progress. */
    Answer find() throws IOException, InterruptedException;

    /** What the look yielded. */
    sealed interface Answer {
        /** A daprd that will do. */
        record Found(Path program) implements Answer {}

        /**
         * None that will do.
         *
         * @param reason a clause such as "no daprd on PATH"
         */
        record Missing(String reason) implements Answer {}
    }
}
