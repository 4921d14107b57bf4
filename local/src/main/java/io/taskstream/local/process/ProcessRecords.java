package io.taskstream.local.process;

import io.taskstream.local.home.Json;
import io.taskstream.local.home.PrivateFile;
import io.taskstream.local.home.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;

/** The processes that run for a platform, one file each, so that they are found again after a launcher that was killed. */
public final class ProcessRecords {
    private static final String SUFFIX = ".json";
    private static final Duration GRACE = Duration.ofSeconds(15);

    private final Path folder;

    public ProcessRecords(Path folder) {
        this.folder = folder;
    }

    void save(ProcessRecord process) {
        try {
            Files.createDirectories(folder);
            PrivateFile.write(file(process.component()), Json.MAPPER.writeValueAsBytes(process));
        } catch (IOException e) {
            throw new UncheckedIOException("Could not record the process of " + process.component(), e);
        }
    }

    void forget(String component) {
        try {
            Files.deleteIfExists(file(component));
        } catch (IOException e) {
            throw new UncheckedIOException("Could not remove the record of " + component, e);
        }
    }

    private Path file(String component) {
        return folder.resolve(component + SUFFIX);
    }

    /**
     * Ends what an earlier launcher left behind. Only for the holder of the data directory's lock.
     *
     * @return how many processes there were
     */
    public int endLeftovers(Progress progress) {
        List<Thread> ending = new ArrayList<>();
        for (ProcessRecord leftover : all()) {
            leftover.find().ifPresent(process -> {
                progress.say("ending " + leftover.component() + " (pid " + leftover.pid()
                        + "), left behind by a launcher that was killed");
                ending.add(Thread.ofPlatform()
                        .daemon()
                        .start(() -> Termination.end(process, leftover.stopSignal(), GRACE)));
            });
        }
        for (Thread thread : ending) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return ending.size();
            }
        }
        all().forEach(record -> forget(record.component()));
        return ending.size();
    }

    private List<ProcessRecord> all() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .flatMap(ProcessRecords::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + folder, e);
        }
    }

    private static Stream<ProcessRecord> read(Path file) {
        try {
            return Stream.of(Json.MAPPER.readValue(Files.readAllBytes(file), ProcessRecord.class));
        } catch (IOException | JacksonException e) {
            return Stream.empty();
        }
    }
}
