package io.taskstream.local.sidecar;

import java.nio.file.Files;
import java.nio.file.Path;

/** The daprd that an earlier launcher fetched or built; it was moved there whole. */
record CachedDaprd(Path program) implements DaprdSource {
    @Override
    public Answer find() {
        return Files.isExecutable(program)
                ? new Answer.Found(program)
                : new Answer.Missing("none in the cache (" + program + ")");
    }
}
