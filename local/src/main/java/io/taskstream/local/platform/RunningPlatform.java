package io.taskstream.local.platform;

import io.taskstream.local.home.DataDirectory;
import io.taskstream.local.home.Json;
import io.taskstream.local.home.PrivateFile;
import io.taskstream.local.process.ProcessRecord;
import io.taskstream.local.process.StopSignal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/**
 * What a running platform leaves in its data directory, so that other launchers can reach it.
 *
 * @param controlPort where its control server listens, on loopback
 */
public record RunningPlatform(ProcessRecord launcher, int controlPort, int portOffset) {
    static RunningPlatform ofThisProcess(int controlPort, int portOffset) {
        return new RunningPlatform(
                ProcessRecord.of("launcher", ProcessHandle.current(), StopSignal.TERM), controlPort, portOffset);
    }

    void save(DataDirectory data) throws IOException {
        PrivateFile.write(data.runningPlatform(), Json.MAPPER.writeValueAsBytes(this));
    }

    static void forget(DataDirectory data) {
        try {
            Files.deleteIfExists(data.runningPlatform());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The platform that runs on this data directory; empty if none does, or if it was killed. */
    public static Optional<RunningPlatform> find(DataDirectory data) {
        try {
            if (!Files.exists(data.runningPlatform())) {
                return Optional.empty();
            }
            RunningPlatform running =
                    Json.MAPPER.readValue(Files.readAllBytes(data.runningPlatform()), RunningPlatform.class);
            return running.launcher.find().isPresent() ? Optional.of(running) : Optional.empty();
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        }
    }
}
