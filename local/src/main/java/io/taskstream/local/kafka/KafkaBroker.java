package io.taskstream.local.kafka;

import io.taskstream.local.home.Checkout;
import io.taskstream.local.home.DataDirectory;
import io.taskstream.local.home.PlatformException;
import io.taskstream.local.home.Ports;
import io.taskstream.local.home.Secrets;
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

    private final Checkout checkout;
    private final DataDirectory data;
    private final Ports ports;
    private final Secrets secrets;
    private final String java;

    /** @param java the JVM that runs the broker */
    public KafkaBroker(Checkout checkout, DataDirectory data, Ports ports, Secrets secrets, String java) {
        this.checkout = checkout;
        this.data = data;
        this.ports = ports;
        this.secrets = secrets;
        this.java = java;
    }

    /** Where developer tools connect, without authentication and with every right. */
    public String toolsAddress() {
        return "127.0.0.1:" + ports.kafkaTools();
    }

    /** Where sidecars connect. */
    public String sidecarsAddress() {
        return "127.0.0.1:" + ports.kafkaSidecars();
    }

    public String password(String user) {
        return secrets.of("kafka/" + user);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Path log() {
        return data.log(NAME);
    }

    @Override
    public List<Integer> ports() {
        return List.of(ports.kafkaTools(), ports.kafkaController(), ports.kafkaSidecars());
    }

    private Path logDirectory() {
        return data.kafka().resolve("data");
    }

    private Path properties() {
        return data.kafka().resolve("server.properties");
    }

    private Path logging() {
        return data.kafka().resolve("log4j2.properties");
    }

    /** There once the storage is formatted; a format that was cut short is done again from the start. */
    private Path formatted() {
        return data.kafka().resolve("formatted");
    }

    @Override
    public void prepare() throws IOException, InterruptedException {
        if (!Files.isDirectory(checkout.brokerJars())) {
            throw new PlatformException(
                    "Kafka's jars are not in " + checkout.brokerJars() + ": run ./taskstream up without --no-build.");
        }
        Files.createDirectories(data.kafka());
        Files.writeString(properties(), BrokerConfiguration.properties(ports, logDirectory()));
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
                java,
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.awt.headless=true",
                "-Dlog4j2.configurationFile=" + logging(),
                "-cp",
                checkout.brokerJars() + "/*"));
        command.addAll(List.of(arguments));
        return command;
    }

    @Override
    public boolean isReady() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), ports.kafkaTools())) {
            return socket.isConnected();
        }
    }

    @Override
    public void onReady() throws InterruptedException, ExecutionException {
        try (BrokerRules rules = BrokerRules.connect(toolsAddress())) {
            rules.enforce(
                    TopicDeclaration.readAll(checkout.topics()),
                    UserDeclaration.readAll(checkout.users()),
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
