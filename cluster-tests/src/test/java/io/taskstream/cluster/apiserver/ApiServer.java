package io.taskstream.cluster.apiserver;

import io.taskstream.cluster.tools.Command;
import io.taskstream.cluster.tools.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** An etcd and a kube-apiserver on loopback, with their data in a folder of their own. */
final class ApiServer implements AutoCloseable {
    private static final List<String> PROGRAMS = List.of("kube-apiserver", "etcd", "kubectl");

    private final Path programs;
    private final Path folder;
    private final List<Process> processes = new ArrayList<>();

    private ApiServer(Path programs, Path folder) {
        this.programs = programs;
        this.folder = folder;
    }

    /** The folder that has all programs: KUBEBUILDER_ASSETS, one on PATH, or {@code ~/.cache/cluster/bin}. */
    static Optional<Path> programs() {
        Stream<String> assets = Stream.ofNullable(System.getenv("KUBEBUILDER_ASSETS"));
        Stream<String> path = Stream.of(System.getenv().getOrDefault("PATH", "").split(":"));
        return Stream.concat(
                        Stream.concat(assets, path), Stream.of(System.getProperty("user.home") + "/.cache/cluster/bin"))
                .filter(each -> !each.isBlank())
                .map(Path::of)
                .filter(each -> PROGRAMS.stream().allMatch(program -> Files.isExecutable(each.resolve(program))))
                .findFirst();
    }

    static ApiServer start(Path programs, Path folder) {
        ApiServer server = new ApiServer(programs, folder);
        try {
            server.start();
            return server;
        } catch (IOException e) {
            server.close();
            throw new UncheckedIOException(e);
        } catch (AssertionError e) {
            server.close();
            throw e;
        }
    }

    private void start() throws IOException {
        int client = freePort();
        int peer = freePort();
        int secure = freePort();
        launch(
                "etcd",
                "--data-dir",
                folder.resolve("etcd").toString(),
                "--unsafe-no-fsync",
                "--listen-client-urls=http://127.0.0.1:" + client,
                "--advertise-client-urls=http://127.0.0.1:" + client,
                "--listen-peer-urls=http://127.0.0.1:" + peer,
                "--initial-advertise-peer-urls=http://127.0.0.1:" + peer,
                "--initial-cluster=default=http://127.0.0.1:" + peer);
        writeKeys();
        String token = UUID.randomUUID().toString();
        Files.writeString(folder.resolve("tokens.csv"), token + ",admin,admin,system:masters\n");
        launch(
                "kube-apiserver",
                "--etcd-servers=http://127.0.0.1:" + client,
                "--bind-address=127.0.0.1",
                "--secure-port=" + secure,
                "--cert-dir=" + folder.resolve("certs"),
                "--token-auth-file=" + folder.resolve("tokens.csv"),
                "--authorization-mode=RBAC",
                "--service-cluster-ip-range=10.0.0.0/16",
                "--service-account-issuer=https://kubernetes.default.svc",
                "--service-account-key-file=" + folder.resolve("sa.pub"),
                "--service-account-signing-key-file=" + folder.resolve("sa.key"),
                // no controller makes the default service accounts here
                "--disable-admission-plugins=ServiceAccount",
                "--profiling=false");
        Files.writeString(kubeconfig(), """
                apiVersion: v1
                kind: Config
                clusters: [{name: t, cluster: {server: "https://127.0.0.1:%d", certificate-authority: "%s"}}]
                users: [{name: t, user: {token: "%s"}}]
                contexts: [{name: t, context: {cluster: t, user: t}}]
                current-context: t
                """.formatted(secure, folder.resolve("certs/apiserver.crt"), token));
        awaitReady();
    }

    private void awaitReady() {
        long deadline = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (kubectl("get", "--raw", "/readyz").run().exit() != 0) {
            Optional<Process> ended =
                    processes.stream().filter(process -> !process.isAlive()).findFirst();
            if (ended.isPresent() || System.nanoTime() > deadline) {
                throw new AssertionError("The API server does not get ready:\n"
                        + Command.of(
                                        "tail",
                                        "-n",
                                        "15",
                                        folder.resolve("kube-apiserver.log"),
                                        folder.resolve("etcd.log"))
                                .output());
            }
        }
    }

    private void launch(String program, String... arguments) throws IOException {
        List<String> words = new ArrayList<>(List.of(programs.resolve(program).toString()));
        words.addAll(List.of(arguments));
        processes.add(new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(program + ".log").toFile())
                .start());
    }

    private void writeKeys() throws IOException {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair keys = generator.generateKeyPair();
            Files.writeString(
                    folder.resolve("sa.key"),
                    pem("PRIVATE KEY", keys.getPrivate().getEncoded()));
            Files.writeString(
                    folder.resolve("sa.pub"), pem("PUBLIC KEY", keys.getPublic().getEncoded()));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static String pem(String type, byte[] encoded) {
        return "-----BEGIN " + type + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded) + "\n-----END " + type
                + "-----\n";
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Path kubeconfig() {
        return folder.resolve("kubeconfig");
    }

    Command kubectl(Object... words) {
        return Command.of(programs.resolve("kubectl"))
                .with("--kubeconfig", kubeconfig())
                .with(words);
    }

    Command helm(Object... words) {
        return Command.of(Tools.path("helm")).with("--kubeconfig", kubeconfig()).with(words);
    }

    @Override
    public void close() {
        processes.reversed().forEach(process -> {
            process.destroy();
            try {
                if (!process.waitFor(10, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                process.destroyForcibly();
            }
        });
    }
}
