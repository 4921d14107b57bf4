package io.taskstream.local.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskstream.local.home.CacheDirectory;
import io.taskstream.local.home.Checkout;
import io.taskstream.local.home.DataDirectory;
import io.taskstream.local.home.Installation;
import io.taskstream.local.home.Ports;
import io.taskstream.local.postgres.PostgresServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartupTrainingTests {
    @TempDir
    Path folder;

    /** Stands in for a service: says that it ran. */
    static final class Program {
        private Program() {}

        public static void main(String[] arguments) {
            System.out.append("it runs").flush();
        }
    }

    @Test
    void what_was_learned_from_one_start_serves_the_next() throws Exception {
        Service service = service();
        service.prepare();
        assertThat(service.command().command()).noneMatch(option -> option.startsWith("-XX:AOTCache="));

        StartupTraining.train(service);
        service.prepare();

        assertThat(service.staged().startupCache()).isNotEmptyFile();
        List<String> command = service.command().command();
        assertThat(command).contains("-XX:AOTCache=" + service.staged().startupCache());
        Process process = service.command()
                .redirectErrorStream(true)
                .directory(folder.toFile())
                .start();
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("it runs");
        try (var files = Files.list(service.staged().startupCache().getParent())) {
            assertThat(files.map(Path::toString)).noneMatch(name -> name.endsWith(".new") || name.endsWith(".conf"));
        }
    }

    private Service service() throws IOException {
        DataDirectory data = new DataDirectory(folder.resolve("data"));
        data.create();
        Checkout checkout = new Checkout(folder);
        Installation installation = new Installation(
                checkout,
                new CacheDirectory(folder.resolve("cache")),
                data,
                new Ports(0),
                data.secrets(),
                ProcessHandle.current().info().command().orElseThrow(),
                Optional.empty(),
                Clock.systemUTC());
        ServiceDefinition definition = new ServiceDefinition("example", 1, 0, null, List.of(), Map.of());
        writeExecutable(checkout.serviceJar("example"));
        return new Service(
                definition, installation, new PostgresServer(installation, List.of()), HttpClient.newHttpClient());
    }

    private static void writeExecutable(Path file) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Start-Class", Program.class.getName());
        String program = Program.class.getName().replace('.', '/') + ".class";
        Files.createDirectories(file.getParent());
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), manifest);
                InputStream code = Program.class.getClassLoader().getResourceAsStream(program)) {
            jar.putNextEntry(new JarEntry("BOOT-INF/classes/" + program));
            code.transferTo(jar);
            jar.closeEntry();
        }
    }
}
