package io.taskstream.cluster.real;

import io.taskstream.cluster.tools.Checkout;
import io.taskstream.cluster.tools.Command;
import io.taskstream.cluster.tools.Helm;
import io.taskstream.cluster.tools.Manifests;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A namespace with the stand-ins and the chart in it. */
final class Installation implements AutoCloseable {
    static final String NAMESPACE = "taskstream-test";
    static final List<String> SERVICES =
            List.of("task-service", "reminder-service", "notification-service", "analytics-service", "gateway");
    private static final List<String> STAND_INS = List.of("kafka", "issuer", "mail");
    private static final String RELEASE = "taskstream";
    private static final String HOST = "taskstream-kafka-bootstrap";

    private final String registry = System.getProperty("taskstream.registry", "localhost/taskstream-test");
    private final String secret = UUID.randomUUID().toString();
    private final Path folder;

    Installation(Path folder) {
        this.folder = folder;
    }

    /** Makes all of it; minutes, most of them for JVMs to start. */
    void install() throws IOException, GeneralSecurityException {
        deleteNamespace();
        Command.of("kubectl", "create", "namespace", NAMESPACE).output();
        Command.of("kubectl", "label", "namespace", NAMESPACE)
                .with("dapr=enabled", "pod-security.kubernetes.io/enforce=restricted")
                .output();
        makeSecrets();
        declarations();
        apply(resource("stand-ins.yaml")
                .replace("@IMAGE@", standIns())
                .replace("@NAMESPACE@", NAMESPACE)
                .replace("@SECRET@", secret));
        STAND_INS.forEach(this::rolledOut);
        helm("install", Map.of());
        SERVICES.forEach(this::rolledOut);
    }

    /** Secrets by the names and keys that Strimzi gives them. */
    private void makeSecrets() throws IOException, GeneralSecurityException {
        Certificates certificates = new Certificates(folder, HOST);
        makeSecret("taskstream-cluster-ca-cert", "--from-file=ca.crt=" + certificates.ca());
        makeSecret("kafka-tls", "--from-file=server.pem=" + certificates.server());
        makeSecret("chatbot-client", "--from-literal=chatbot=" + secret);
        List<String> passwords = new ArrayList<>();
        for (String user : users()) {
            String password = UUID.randomUUID().toString();
            makeSecret(user, "--from-literal=password=" + password);
            passwords.add("--from-literal=" + user + "=" + password);
        }
        makeSecret("kafka-passwords", passwords.toArray(String[]::new));
    }

    private void makeSecret(String name, String... contents) {
        kubectl("create", "secret", "generic", name).with((Object[]) contents).output();
    }

    private void declarations() {
        kubectl("create", "configmap", "declarations")
                .with("--from-file=" + Checkout.path("strimzi/topics"))
                .with("--from-file=" + Checkout.path("strimzi/users"))
                .output();
    }

    static List<String> users() {
        return Manifests.folder("strimzi/users").ofKind("KafkaUser").stream()
                .map(Manifests::name)
                .toList();
    }

    /** Installs or upgrades the chart with more settings. */
    void helm(String verb, Map<String, String> settings) {
        Command command = Helm.command(verb, RELEASE, Helm.CHART, "-n", NAMESPACE)
                .with("-f", Helm.CHART.resolve("values-dev.yaml"))
                .with("-f", Checkout.path("cluster-tests/src/test/resources/values-cluster-test.yaml"))
                .with("--set", "image.registry=" + registry + ",image.tag=test")
                .with("--set", "postgresql.bundled.image=" + standIns())
                .with("--set", "issuer.url=http://issuer." + NAMESPACE + ".svc.cluster.local:8080")
                .with("--timeout", "20m");
        settings.forEach((name, value) -> command.with("--set-string", name + "=" + value));
        command.within(Duration.ofMinutes(22)).output();
    }

    /** Takes the chart away, and waits until its pods are gone. */
    void uninstall() {
        Helm.command("uninstall", RELEASE, "-n", NAMESPACE, "--wait", "--cascade", "foreground", "--timeout", "5m")
                .within(Duration.ofMinutes(6))
                .output();
    }

    /** What a secret holds. */
    String secret(String name, String key) {
        String encoded = kubectl("get", "secret", name, "-o", "jsonpath={.data." + key + "}")
                .output();
        return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    }

    String helmTest() {
        return Helm.command("test", RELEASE, "-n", NAMESPACE, "--logs", "--timeout", "10m")
                .within(Duration.ofMinutes(11))
                .output();
    }

    String standIns() {
        return registry + "/stand-ins:test";
    }

    Command kubectl(Object... words) {
        return Command.of("kubectl", "-n", NAMESPACE).with(words);
    }

    void apply(String manifests) {
        kubectl("apply", "-f", "-").input(manifests).output();
    }

    void rolledOut(String deployment) {
        Command.Result result = kubectl("rollout", "status", "deployment/" + deployment, "--timeout=20m")
                .within(Duration.ofMinutes(21))
                .run();
        if (result.exit() != 0) {
            throw new AssertionError(deployment + " does not get ready: " + result.err() + "\n"
                    + kubectl("get", "pods", "-o", "wide").run().out()
                    + kubectl("logs", "deployment/" + deployment, "--all-containers", "--tail=60")
                            .run()
                            .out());
        }
    }

    /** Starts one of the stand-ins' programs in a pod. */
    void start(String name, String program, Map<String, String> settings) throws IOException {
        Map<String, String> all = new java.util.TreeMap<>(Map.of(
                "GATEWAY",
                "http://gateway",
                "ISSUER",
                "http://issuer." + NAMESPACE + ".svc.cluster.local:8080",
                "CLIENT_SECRET",
                secret,
                "KAFKA_BROKERS",
                HOST + ":9093",
                "JAVA_TOOL_OPTIONS",
                "-XX:+UseSerialGC -Xmx192m"));
        all.putAll(settings);
        String env = all.entrySet().stream()
                .map(entry -> "{name: %s, value: \"%s\"}".formatted(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(", ", "[", "]"));
        kubectl("delete", "pod", name, "--ignore-not-found").output();
        apply(resource("pod.yaml")
                .replace("@NAME@", name)
                .replace("@IMAGE@", standIns())
                .replace("@PROGRAM@", program)
                .replace("@ENV@", env));
    }

    /** Waits for a program to end, and gives what it said. */
    String ended(String name, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < deadline) {
            String phase = kubectl("get", "pod", name, "-o", "jsonpath={.status.phase}")
                    .output();
            if (phase.equals("Succeeded")) {
                return kubectl("logs", name).output();
            }
            if (phase.equals("Failed")) {
                throw new AssertionError(
                        name + " failed:\n" + kubectl("logs", name, "--tail=60").output());
            }
            Thread.sleep(1000);
        }
        throw new AssertionError(name + " did not end within " + limit + ":\n"
                + kubectl("logs", name, "--tail=60").run().out());
    }

    /** The pods of a service that aren't about to go. */
    List<JsonNode> pods(String service) {
        return Manifests.parse(kubectl("get", "pods", "-l", "app.kubernetes.io/name=" + service, "-o", "yaml")
                        .output())
                .resources()
                .getFirst()
                .path("items")
                .valueStream()
                .filter(pod -> !pod.path("metadata").has("deletionTimestamp"))
                .toList();
    }

    private static String resource(String name) throws IOException {
        try (InputStream stream = Objects.requireNonNull(Installation.class.getResourceAsStream("/" + name))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void deleteNamespace() {
        Command.of("kubectl", "delete", "namespace", NAMESPACE, "--ignore-not-found", "--timeout=5m")
                .within(Duration.ofMinutes(6))
                .output();
    }

    /** What the pods said and are, for looking into a failure afterwards. */
    void keepLogs(String phase) throws IOException {
        Path logs = Files.createDirectories(
                Checkout.path("cluster-tests/target/cluster-logs").resolve(phase));
        Files.writeString(
                logs.resolve("pods.txt"),
                kubectl("get", "pods,jobs,events", "-o", "wide").run().out());
        for (String service : SERVICES) {
            keepLog(logs, service, "app.kubernetes.io/name=" + service);
        }
        for (String standIn : STAND_INS) {
            keepLog(logs, standIn, "app=" + standIn);
        }
    }

    private void keepLog(Path logs, String name, String label) throws IOException {
        Files.writeString(
                logs.resolve(name + ".txt"),
                kubectl("logs", "-l", label, "--all-containers", "--prefix", "--tail=5000")
                        .run()
                        .out());
    }

    @Override
    public void close() {
        if (!Boolean.getBoolean("taskstream.keep")) {
            Helm.command("uninstall", RELEASE, "-n", NAMESPACE, "--ignore-not-found")
                    .within(Duration.ofMinutes(5))
                    .run();
            deleteNamespace();
        }
    }
}
