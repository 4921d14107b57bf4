package io.taskstream.local.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskstream.local.home.CacheDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagedApplicationTests {
    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    Path folder;

    @Test
    void lays_classes_and_libraries_out_as_a_class_path() throws IOException {
        StagedApplication staged =
                StagedApplication.stage(executable("one"), new CacheDirectory(folder.resolve("cache")), CLOCK);

        assertThat(staged.mainClass()).isEqualTo("example.Main");
        assertThat(staged.classpath())
                .hasSize(3)
                .allSatisfy(jar -> assertThat(jar).exists());
        try (JarFile application = new JarFile(staged.classpath().getFirst().toFile())) {
            assertThat(application.getEntry("example/Main.class")).isNotNull();
            assertThat(application.getEntry("db/migration/V1.sql")).isNotNull();
            assertThat(application.getEntry("BOOT-INF/lib/a.jar")).isNull();
        }
        assertThat(Files.readString(staged.classpath().get(1))).isEqualTo("library a");
    }

    @Test
    void a_build_does_not_touch_what_is_running() throws IOException {
        CacheDirectory cache = new CacheDirectory(folder.resolve("cache"));
        StagedApplication before = StagedApplication.stage(executable("one"), cache, CLOCK);
        StagedApplication after = StagedApplication.stage(executable("two"), cache, CLOCK);

        assertThat(before.classpath().getFirst())
                .exists()
                .isNotEqualTo(after.classpath().getFirst());
        assertThat(after.classpath().get(1)).isEqualTo(before.classpath().get(1));
    }

    @Test
    void what_was_not_run_for_weeks_goes() throws IOException {
        CacheDirectory cache = new CacheDirectory(folder.resolve("cache"));
        StagedApplication staged = StagedApplication.stage(executable("one"), cache, CLOCK);

        StagedApplication.prune(cache, Clock.offset(CLOCK, Duration.ofDays(13)));
        assertThat(staged.classpath()).allSatisfy(jar -> assertThat(jar).exists());

        StagedApplication.prune(cache, Clock.offset(CLOCK, Duration.ofDays(15)));
        assertThat(staged.classpath()).allSatisfy(jar -> assertThat(jar).doesNotExist());
    }

    private Path executable(String version) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Start-Class", "example.Main");
        Map<String, String> content = new TreeMap<>(Map.of(
                "BOOT-INF/classes/example/Main.class", version,
                "BOOT-INF/classes/db/migration/V1.sql", "create table a ()",
                "BOOT-INF/lib/a.jar", "library a",
                "BOOT-INF/lib/b.jar", "library b",
                "org/springframework/boot/loader/Launcher.class", "loader"));
        Path file = folder.resolve("example.jar");
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), manifest)) {
            for (Map.Entry<String, String> entry : content.entrySet()) {
                jar.putNextEntry(new JarEntry(entry.getKey()));
                jar.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
                jar.closeEntry();
            }
        }
        return file;
    }
}
