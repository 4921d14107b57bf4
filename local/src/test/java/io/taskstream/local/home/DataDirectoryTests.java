package io.taskstream.local.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTests {
    @TempDir
    Path folder;

    @Test
    void is_its_owners_alone() throws IOException {
        DataDirectory data = new DataDirectory(folder.resolve("data"));
        data.create();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.root())))
                .isEqualTo("rwx------");
    }

    @Test
    void a_folder_with_other_things_is_neither_used_nor_deleted() throws IOException {
        Files.writeString(folder.resolve("thesis.txt"), "years of work");
        DataDirectory data = new DataDirectory(folder);

        assertThatThrownBy(data::create).isInstanceOf(PlatformException.class).hasMessageContaining("--data-dir");
        assertThatThrownBy(data::delete).isInstanceOf(PlatformException.class);
        assertThat(folder.resolve("thesis.txt")).exists();
    }

    @Test
    void is_deleted_with_all_that_is_in_it() throws IOException {
        DataDirectory data = new DataDirectory(folder.resolve("data"));
        data.create();
        Files.createDirectories(data.kafka().resolve("deep/down"));
        Files.writeString(data.kafka().resolve("deep/down/log"), "x");

        data.delete();

        assertThat(data.root()).doesNotExist();
    }

    @Test
    void only_one_holds_it_at_a_time() throws IOException {
        DataDirectory data = new DataDirectory(folder.resolve("data"));
        data.create();

        DataDirectory.Lock first = data.lock().orElseThrow();
        assertThat(data.lock()).isEmpty();
        first.close();

        DataDirectory.Lock second = data.lock().orElseThrow();
        second.close();
    }

    @Test
    void secrets_are_made_once_and_kept_private() throws IOException {
        Path file = folder.resolve("secrets.json");
        Secrets first = Secrets.open(file);
        Secrets other = Secrets.open(file);
        String made = first.of("postgres/task");

        assertThat(made).hasSize(32).isNotEqualTo(first.of("postgres/reminder"));
        assertThat(other.of("postgres/task")).isEqualTo(made);
        assertThat(other.of("kafka/gateway")).isEqualTo(first.of("kafka/gateway"));
        assertThat(Secrets.open(file).of("postgres/task")).isEqualTo(made);
        assertThat(Base64.getDecoder().decode(first.key("webhooks"))).hasSize(32);
        assertThat(Secrets.open(file).key("webhooks")).isEqualTo(first.key("webhooks"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void an_offset_that_would_push_a_port_out_of_range_is_refused() {
        assertThat(new Ports(Ports.MAX_OFFSET).sidecarMetrics(99)).isLessThan(32_768);
        assertThatThrownBy(() -> new Ports(Ports.MAX_OFFSET + 1)).isInstanceOf(PlatformException.class);
        assertThatThrownBy(() -> new Ports(-1)).isInstanceOf(PlatformException.class);
    }
}
