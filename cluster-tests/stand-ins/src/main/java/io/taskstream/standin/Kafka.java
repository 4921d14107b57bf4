package io.taskstream.standin;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.Uuid;

/**
 * One broker as Strimzi would set it up: a TLS listener on 9093 that authenticates by SCRAM-SHA-512, simple authorization,
 * topics and rights as the resources in /declarations ask for. The users' passwords are files of /passwords, the server's
 * key and certificates /tls/server.pem. Port 8080 answers once all is declared.
 */
final class Kafka {
    private static final Path DATA = Path.of("/data");
    private static final Path PROPERTIES = Path.of("/tmp/server.properties");
    private static final String TOOLS = "127.0.0.1:9091";

    private final String address;

    Kafka(Map<String, String> environment) {
        this.address = Objects.requireNonNull(environment.get("ADVERTISED"), "ADVERTISED is not set");
    }

    void run() throws IOException, InterruptedException, ExecutionException {
        Files.writeString(PROPERTIES, properties());
        if (!Files.exists(DATA.resolve("kraft/meta.properties"))) {
            java(
                            128,
                            "kafka.tools.StorageTool",
                            "format",
                            "-t",
                            Uuid.randomUuid().toString(),
                            "-c",
                            PROPERTIES.toString())
                    .waitFor();
        }
        Process broker = java(512, "kafka.Kafka", PROPERTIES.toString());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            broker.destroy();
            try {
                broker.waitFor();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        declare(Declarations.read(Path.of("/declarations")));
        HttpServer ready = HttpServer.create(new InetSocketAddress(8080), 0);
        ready.createContext("/", exchange -> {
            exchange.sendResponseHeaders(broker.isAlive() ? 204 : 503, -1);
            exchange.close();
        });
        ready.start();
        System.exit(broker.waitFor());
    }

    private static Process java(int megabytes, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + megabytes + "m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        return builder.start();
    }

    private static void declare(Declarations declarations)
            throws IOException, InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, TOOLS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 120_000,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 30_000))) {
            var existing = admin.listTopics().names().get();
            admin.createTopics(declarations.topics().stream()
                            .filter(topic -> !existing.contains(topic.name()))
                            .toList())
                    .all()
                    .get();
            List<UserScramCredentialAlteration> users = new ArrayList<>();
            for (String user : declarations.users()) {
                Path password = Path.of("/passwords", user);
                users.add(new UserScramCredentialUpsertion(
                        user, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), Files.readString(password)));
            }
            admin.alterUserScramCredentials(users).all().get();
            admin.createAcls(declarations.rights()).all().get();
        }
        System.out.println("Declared " + declarations.topics().size() + " topics and " + declarations.users());
    }

    private String properties() {
        return """
                process.roles=broker,controller
                node.id=0
                controller.quorum.voters=0@127.0.0.1:9090
                listeners=TOOLS://127.0.0.1:9091,CONTROLLER://127.0.0.1:9090,TLS://:9093
                advertised.listeners=TOOLS://127.0.0.1:9091,TLS://%s
                listener.security.protocol.map=TOOLS:PLAINTEXT,CONTROLLER:PLAINTEXT,TLS:SASL_SSL
                inter.broker.listener.name=TOOLS
                controller.listener.names=CONTROLLER
                sasl.enabled.mechanisms=SCRAM-SHA-512
                listener.name.tls.scram-sha-512.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required;
                listener.name.tls.ssl.keystore.type=PEM
                listener.name.tls.ssl.keystore.location=/tls/server.pem
                authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
                super.users=User:ANONYMOUS
                allow.everyone.if.no.acl.found=false
                log.dirs=/data/kraft
                auto.create.topics.enable=false
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=8
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1
                group.initial.rebalance.delay.ms=0
                """.formatted(address);
    }
}
