package io.taskstream.local.cli;

import io.taskstream.local.home.Checkout;
import io.taskstream.local.home.DataDirectory;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which platform of this machine is meant: the one that keeps its data there. */
final class DataOption {
    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "where the platform keeps its data (default: $TASKSTREAM_DATA_DIR or .taskstream in the"
                    + " checkout)")
    private @Nullable Path folder;

    DataDirectory of(Checkout checkout) {
        if (folder != null) {
            return new DataDirectory(folder);
        }
        String environment = System.getenv("TASKSTREAM_DATA_DIR");
        return new DataDirectory(
                environment == null || environment.isBlank()
                        ? checkout.root().resolve(".taskstream")
                        : Path.of(environment));
    }

    DataDirectory find() {
        return of(Checkout.find());
    }
}
