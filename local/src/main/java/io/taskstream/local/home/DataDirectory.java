package io.taskstream.local.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everything that one platform keeps between runs; its owner's alone. */
public record DataDirectory(Path root) {
    /** Present in every data directory, so that a reset never deletes another folder. */
    private static final String MARKER = "taskstream-data";

    public DataDirectory {
        root = root.toAbsolutePath().normalize();
    }

    public boolean exists() {
        return Files.exists(root.resolve(MARKER));
    }

    /**
     * Makes the directory if there is none yet.
     *
     * @throws PlatformException if something else lives there
     */
    public void create() {
        try {
            if (exists()) {
                return;
            }
            if (Files.isDirectory(root)) {
                try (Stream<Path> content = Files.list(root)) {
                    if (content.findAny().isPresent()) {
                        throw new PlatformException(root
                                + " is not empty and no data directory of Taskstream: name another with --data-dir.");
                    }
                }
            }
            Files.createDirectories(root);
            Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
            Files.createDirectories(logs());
            Files.createDirectories(processes());
            Files.createFile(root.resolve(MARKER));
        } catch (IOException e) {
            throw new PlatformException("Could not make the data directory " + root + ": " + e, e);
        }
    }

    public Path logs() {
        return root.resolve("logs");
    }

    public Path log(String component) {
        return logs().resolve(component + ".log");
    }

    /** One file per running process. */
    public Path processes() {
        return root.resolve("run");
    }

    /** What the running platform says of itself. */
    public Path runningPlatform() {
        return root.resolve("platform.json");
    }

    public Path postgres() {
        return root.resolve("postgres");
    }

    public Path kafka() {
        return root.resolve("kafka");
    }

    public Path mail() {
        return root.resolve("mail");
    }

    /** The key of the stand-in of Twilio. */
    public Path twilioKeys() {
        return root.resolve("twilio").resolve("keys.p12");
    }

    /** What a sidecar trusts besides the system's certificates. */
    public Path twilioCertificates() {
        return root.resolve("twilio").resolve("trusted");
    }

    public Path signingKeys() {
        return root.resolve("issuer-keys.json");
    }

    public Secrets secrets() {
        return Secrets.open(root.resolve("secrets.json"));
    }

    /**
     * Claims the directory for this process until it ends, however it ends.
     *
     * @return empty if another process has it
     */
    public Optional<Lock> lock() {
        try {
            FileChannel channel =
                    FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            @Nullable FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                return Optional.empty();
            }
            return Optional.of(new Lock(channel));
        } catch (IOException e) {
            throw new UncheckedIOException("Could not lock " + root, e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** Deletes the directory with all that is in it. */
    public void delete() throws IOException {
        if (!exists()) {
            throw new PlatformException(root + " is no data directory of Taskstream.");
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                // the marker goes last: a reset that was cut short can be repeated
                if (!file.equals(root.resolve(MARKER))) {
                    Files.delete(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
                if (!folder.equals(root)) {
                    Files.delete(folder);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        Files.delete(root.resolve(MARKER));
        Files.delete(root);
    }

    /** The claim on a data directory. */
    public record Lock(FileChannel channel) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
