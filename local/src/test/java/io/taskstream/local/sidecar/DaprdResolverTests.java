package io.taskstream.local.sidecar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskstream.local.home.PlatformException;
import io.taskstream.local.home.Progress;
import io.taskstream.local.sidecar.DaprdSource.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DaprdResolverTests {
    private static final Progress QUIET = line -> {};
    private static final Path PROGRAM = Path.of("/somewhere/daprd");

    @TempDir
    Path cache;

    private final List<String> asked = new ArrayList<>();

    @Test
    void asks_for_what_is_installed_before_the_cache_before_the_release_before_a_build()
            throws IOException, InterruptedException {
        DaprdResolver resolver = new DaprdResolver(
                cache,
                List.of(missing("path"), missing("cli"), missing("cache")),
                List.of(missing("release"), found("build")),
                QUIET);

        assertThat(resolver.resolve()).isEqualTo(PROGRAM);
        // the cache is asked again under the lock, because another launcher may have filled it
        assertThat(asked).containsExactly("path", "cli", "cache", "cache", "release", "build");
    }

    @Test
    void fetches_nothing_when_one_is_there() throws IOException, InterruptedException {
        DaprdResolver resolver = new DaprdResolver(
                cache, List.of(missing("path"), found("cli"), found("cache")), List.of(found("release")), QUIET);

        assertThat(resolver.resolve()).isEqualTo(PROGRAM);
        assertThat(asked).containsExactly("path", "cli");
    }

    @Test
    void without_any_it_says_what_was_tried_and_what_to_install() {
        DaprdResolver resolver = new DaprdResolver(
                cache, List.of(missing("path")), List.of(missing("release"), missing("build")), QUIET);

        assertThatThrownBy(resolver::resolve)
                .isInstanceOf(PlatformException.class)
                .hasMessageContainingAll("not at path", "not at release", "not at build", "Go", "dapr init");
    }

    @Test
    void an_installed_daprd_of_another_version_is_left_alone() throws IOException, InterruptedException {
        Path old = script("echo 1.16.4");

        assertThat(new InstalledDaprd("on PATH", List.of(old)).find())
                .isInstanceOfSatisfying(
                        Answer.Missing.class,
                        answer -> assertThat(answer.reason()).contains(old.toString(), "1.16.4", DaprdVersion.PINNED));
    }

    @Test
    void any_patch_of_the_tested_version_will_do() throws IOException, InterruptedException {
        Path newer = script("echo 1.18.9");

        assertThat(new InstalledDaprd("on PATH", List.of(cache.resolve("absent"), newer)).find())
                .isEqualTo(new Answer.Found(newer));
    }

    private Path script(String line) throws IOException {
        Path script = Files.writeString(cache.resolve("daprd"), "#!/bin/sh\n" + line + "\n");
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private DaprdSource missing(String name) {
        return () -> {
            asked.add(name);
            return new Answer.Missing("not at " + name);
        };
    }

    private DaprdSource found(String name) {
        return () -> {
            asked.add(name);
            return new Answer.Found(PROGRAM);
        };
    }
}
