package io.taskstream.local.postgres;

import com.sun.security.auth.module.UnixSystem;
import io.taskstream.local.home.Installation;
import io.taskstream.local.home.PlatformException;
import io.taskstream.local.home.PrivateFile;
import io.taskstream.local.process.Environment;
import io.taskstream.local.process.Program;
import io.taskstream.local.process.StopSignal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The PostgreSQL server. Its data belong to one major version, which is part of their folder's name. */
public final class PostgresServer implements Program {
    public static final String NAME = "postgres";
    public static final String SUPERUSER = "postgres";
    private static final String MAJOR = "18";

    private final Installation installation;
    private final List<String> databases;
    private @Nullable PostgresBinaries binaries;

    /**
     * The server of an installation.
     *
     * @param databases each gets a role of its name that owns it; no other role may connect to it
     */
    public PostgresServer(Installation installation, List<String> databases) {
        this.installation = installation;
        this.databases = databases;
    }

    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + installation.ports().postgres() + "/" + database;
    }

    public String superuserPassword() {
        return installation.secrets().of("postgres/" + SUPERUSER);
    }

    public String rolePassword(String role) {
        return installation.secrets().of("postgres/" + role);
    }

    public List<String> databases() {
        return databases;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Path log() {
        return installation.data().log(NAME);
    }

    @Override
    public List<Integer> ports() {
        return List.of(installation.ports().postgres());
    }

    private Path folder() {
        return installation.data().postgres().resolve(MAJOR);
    }

    @Override
    public void prepare() throws IOException, InterruptedException {
        binaries = PostgresBinaries.unpack(installation.cache());
        if (!Files.isDirectory(folder())) {
            initialise(binaries);
        }
    }

    /** Makes an empty cluster beside its place and moves it there when it is whole. */
    private void initialise(PostgresBinaries programs) throws IOException, InterruptedException {
        Path draft = installation.data().postgres().resolve(MAJOR + ".new");
        deleteTree(draft);
        Files.createDirectories(installation.data().postgres());
        Path password = installation.data().postgres().resolve("password");
        PrivateFile.write(password, superuserPassword().getBytes(StandardCharsets.UTF_8));
        try {
            List<String> command = unprivileged(
                    programs.program("initdb").toString(),
                    "--pgdata=" + draft,
                    "--username=" + SUPERUSER,
                    "--pwfile=" + password,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8");
            Process initdb = Environment.process(command, Map.of())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
            try {
                if (!initdb.waitFor(3, TimeUnit.MINUTES) || initdb.exitValue() != 0) {
                    throw new PlatformException("PostgreSQL could not make its data directory: see " + log()
                            + (isRoot() ? "; root needs `unshare -U`, or run ./taskstream as an ordinary user" : "")
                            + ".");
                }
            } finally {
                initdb.destroyForcibly();
            }
            Files.move(draft, folder(), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(password);
        }
    }

    @Override
    public ProcessBuilder command() {
        PostgresBinaries programs = binaries;
        if (programs == null) {
            throw new IllegalStateException("prepare() comes first");
        }
        List<String> command = new ArrayList<>(unprivileged(
                programs.program("postgres").toString(),
                "-D",
                folder().toString(),
                "-p",
                Integer.toString(installation.ports().postgres())));
        Map<String, String> settings = Map.of(
                "listen_addresses", "127.0.0.1",
                "unix_socket_directories", "",
                "max_connections", "200",
                "shared_buffers", "128MB",
                "log_line_prefix", "%m [%p] %u@%d ",
                "log_timezone", "UTC",
                "timezone", "UTC");
        settings.forEach((name, value) -> {
            command.add("-c");
            command.add(name + "=" + value);
        });
        return Environment.process(command, Map.of());
    }

    /** PostgreSQL refuses to run as root; in a user namespace of its own it doesn't look like root. */
    private static List<String> unprivileged(String... command) {
        List<String> all = new ArrayList<>();
        if (isRoot()) {
            all.add("unshare");
            all.add("-U");
        }
        all.addAll(List.of(command));
        return all;
    }

    private static boolean isRoot() {
        return new UnixSystem().getUid() == 0;
    }

    @Override
    public boolean isReady() throws SQLException {
        try (Connection connection = connect("postgres")) {
            return connection.isValid(5);
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), SUPERUSER, superuserPassword());
    }

    @Override
    public void onReady() throws SQLException {
        try (Connection connection = connect("postgres")) {
            for (String database : databases) {
                PostgresDatabase.ensure(connection, database, rolePassword(database));
            }
        }
    }

    @Override
    public StopSignal stopSignal() {
        return StopSignal.INT;
    }

    @Override
    public Duration stopGrace() {
        return Duration.ofSeconds(30);
    }

    private static void deleteTree(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
