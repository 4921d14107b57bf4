package io.taskstream.local.kafka;

import io.taskstream.local.home.Installation;
import io.taskstream.local.home.PlatformException;
import io.taskstream.local.process.Environment;
import io.taskstream.local.process.Program;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;

/**
 * One Kafka node, broker and controller in one, that holds sidecars to the same rules as a cluster would: SCRAM users
 * with the rights of their KafkaUser, and only declared topics.
 */
public final class KafkaBroker implements Program {
    public static final String NAME = "kafka";

    private final Installation installation;

    public KafkaBroker(Installation installation) {
        this.installation = installation;
    }

    /** Where developer tools connect, without authentication and with every right. */
    public String toolsAddress() {
        return "127.0.0.1:" + installation.ports().kafkaTools();
    }

    /** Where sidecars connect. */
    public String sidecarsAddress() {
        return "127.0.0.1:" + installation.ports().kafkaSidecars();
    }

    public String password(String user) {
        return installation.secrets().of("kafka/" + user);
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
        return List.of(
                installation.ports().kafkaTools(),
                installation.ports().kafkaController(),
                installation.ports().kafkaSidecars());
    }

    private Path logDirectory() {
        return installation.data().kafka().resolve("data");
    }

    private Path properties() {
        return installation.data().kafka().resolve("server.properties");
    }

    private Path logging() {
        return installation.data().kafka().resolve("log4j2.properties");
    }

    /** There once the storage is formatted; a format that was cut short is done again from the start. */
    private Path formatted() {
        return installation.data().kafka().resolve("formatted");
    }

    @Override
    public void prepare() throws IOException, InterruptedException {
        if (!Files.isDirectory(installation.checkout().brokerJars())) {
            throw new PlatformException("Kafka's jars are not in "
                    + installation.checkout().brokerJars() + ": run ./taskstream up without --no-build.");
        }
        Files.createDirectories(installation.data().kafka());
        Files.writeString(properties(), BrokerConfiguration.properties(installation.ports(), logDirectory()));
        Files.writeString(logging(), BrokerConfiguration.LOGGING);
        if (!Files.exists(formatted())) {
            format();
            Files.createFile(formatted());
        }
    }

    private void format() throws IOException, InterruptedException {
        deleteTree(logDirectory());
        Process format = Environment.process(
                        jvm(
                                "-XX:TieredStopAtLevel=1",
                                "kafka.tools.StorageTool",
                                "format",
                                "--cluster-id",
                                Uuid.randomUuid().toString(),
                                "--config",
                                properties().toString()),
                        Map.of())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
        try {
            if (!format.waitFor(2, TimeUnit.MINUTES) || format.exitValue() != 0) {
                throw new PlatformException("Kafka could not format " + logDirectory() + ": see " + log() + ".");
            }
        } finally {
            format.destroyForcibly();
        }
    }

    @Override
    public ProcessBuilder command() {
        return Environment.process(
                jvm("-Xms192m", "-Xmx512m", "kafka.Kafka", properties().toString()), Map.of());
    }

    private List<String> jvm(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                installation.java(),
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.awt.headless=true",
                "-Dlog4j2.configurationFile=" + logging(),
                "-cp",
                installation.checkout().brokerJars() + "/*"));
        command.addAll(List.of(arguments));
        return command;
    }

    @Override
    public boolean isReady() throws IOException {
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), installation.ports().kafkaTools())) {
            return socket.isConnected();
        }
    }

    @Override
    public void onReady() throws InterruptedException, ExecutionException {
        try (BrokerRules rules = BrokerRules.connect(toolsAddress())) {
            rules.enforce(
                    TopicDeclaration.readAll(installation.checkout().topics()),
                    UserDeclaration.readAll(installation.checkout().users()),
                    this::password);
        }
    }

    @Override
    public Duration stopGrace() {
        return Duration.ofSeconds(40);
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
