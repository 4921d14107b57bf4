package io.taskstream.local.service;

import io.taskstream.local.home.CacheDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * A service's executable jar, laid out in the user's cache as a plain class path. Thus a build doesn't pull the jar from
 * under a running service, it starts faster than from nested jars, and a startup cache can be made of it.
 *
 * @param classpath the application's own jar and its libraries, each named after its content
 * @param startupCache where a JVM of this version may keep what it learned about starting exactly this class path
 */
record StagedApplication(String mainClass, List<Path> classpath, Path startupCache) {
    private static final String CLASSES = "BOOT-INF/classes/";
    private static final String LIBRARIES = "BOOT-INF/lib/";

    static StagedApplication stage(Path executable, CacheDirectory cache, Clock clock) throws IOException {
        Path folder = Files.createDirectories(cache.root().resolve("apps"));
        try (JarFile jar = new JarFile(executable.toFile())) {
            List<JarEntry> entries = jar.stream().toList();
            List<Path> classpath = new ArrayList<>();
            for (JarEntry entry : entries) {
                if (entry.getName().startsWith(LIBRARIES) && entry.getName().endsWith(".jar")) {
                    classpath.add(library(jar, entry, folder, clock.instant()));
                }
            }
            String name = executable.getFileName().toString().replace(".jar", "");
            Path application = folder.resolve(name + "-" + fingerprint(entries, CLASSES) + ".jar");
            if (!Files.exists(application)) {
                writeWhole(application, out -> copyClasses(jar, entries, out));
            }
            touch(application, clock.instant());
            classpath.addFirst(application);
            Path startupCache =
                    folder.resolve(name + "-" + fingerprint(entries, "BOOT-INF/") + "-" + Runtime.version() + ".aot");
            if (Files.exists(startupCache)) {
                touch(startupCache, clock.instant());
            }
            return new StagedApplication(
                    jar.getManifest().getMainAttributes().getValue("Start-Class"),
                    List.copyOf(classpath),
                    startupCache);
        }
    }

    private static Path library(JarFile jar, JarEntry entry, Path folder, Instant now) throws IOException {
        String name = entry.getName().substring(LIBRARIES.length());
        Path library = folder.resolve("lib").resolve(Long.toHexString(entry.getCrc()) + "-" + name);
        if (!Files.exists(library)) {
            Files.createDirectories(folder.resolve("lib"));
            writeWhole(library, out -> {
                try (InputStream in = jar.getInputStream(entry)) {
                    in.transferTo(out);
                }
            });
        }
        touch(library, now);
        return library;
    }

    private static void copyClasses(JarFile jar, List<JarEntry> entries, OutputStream out) throws IOException {
        try (JarOutputStream application = new JarOutputStream(out, jar.getManifest())) {
            for (JarEntry entry : entries) {
                String name = entry.getName();
                if (name.startsWith(CLASSES) && name.length() > CLASSES.length()) {
                    JarEntry copy = new JarEntry(name.substring(CLASSES.length()));
                    copy.setTime(entry.getTime());
                    application.putNextEntry(copy);
                    try (InputStream in = jar.getInputStream(entry)) {
                        in.transferTo(application);
                    }
                    application.closeEntry();
                }
            }
        }
    }

    /** Names what is below a prefix after its content. */
    private static String fingerprint(List<JarEntry> entries, String prefix) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (JarEntry entry : entries) {
                if (entry.getName().startsWith(prefix)) {
                    digest.update(entry.getName().getBytes(StandardCharsets.UTF_8));
                    digest.update(ByteBuffer.allocate(Long.BYTES)
                            .putLong(entry.getCrc())
                            .flip());
                }
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Marks a file as used, so that {@link #prune} keeps it. */
    private static void touch(Path file, Instant now) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(now));
    }

    private static void writeWhole(Path file, Content content) throws IOException {
        Path draft = Files.createTempFile(file.getParent(), "draft-", ".new");
        try {
            try (OutputStream out = Files.newOutputStream(draft)) {
                content.writeTo(out);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Deletes what no launcher has used for two weeks. */
    static void prune(CacheDirectory cache, Clock clock) throws IOException {
        Path folder = cache.root().resolve("apps");
        if (!Files.isDirectory(folder)) {
            return;
        }
        FileTime limit = FileTime.from(clock.instant().minus(Duration.ofDays(14)));
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.getLastModifiedTime(file).compareTo(limit) < 0) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** Something that fills a file. */
    @FunctionalInterface
    private interface Content {
        void writeTo(OutputStream out) throws IOException;
    }
}
