package io.taskstream.local.cli;

import io.taskstream.local.home.CacheDirectory;
import io.taskstream.local.home.Checkout;
import io.taskstream.local.home.DataDirectory;
import io.taskstream.local.home.Installation;
import io.taskstream.local.home.PlatformException;
import io.taskstream.local.home.Ports;
import io.taskstream.local.kafka.KafkaBroker;
import io.taskstream.local.kafka.UserDeclaration;
import io.taskstream.local.platform.ControlClient;
import io.taskstream.local.process.Environment;
import io.taskstream.local.sidecar.DaprdCommand;
import io.taskstream.local.sidecar.DaprdResolver;
import io.taskstream.local.sidecar.SidecarEnvironment;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "sidecar",
        header = "Runs a Dapr sidecar for a consumer of your own, until Ctrl-C.",
        description = "%nThe app needs a KafkaUser in strimzi/users and its scopes in components/pubsub.yaml;"
                + " python-example has both.",
        mixinStandardHelpOptions = true)
final class SidecarCommand implements Callable<Integer> {
    private static final Duration SHUTDOWN = Duration.ofSeconds(10);

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final DataOption data = new DataOption();

    @Parameters(paramLabel = "APP_ID", description = "the app's id, which is its Kafka user and consumer group")
    @SuppressWarnings("NullAway.Init")
    private String appId;

    @Option(
            names = "--app-port",
            paramLabel = "PORT",
            required = true,
            description = "where the app listens; it must answer GET /dapr/subscribe and GET /dapr/health")
    private int appPort;

    @Option(
            names = "--http-port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "where the sidecar's API listens (default: any free port)")
    private int httpPort;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Checkout checkout = Checkout.find();
        DataDirectory directory = data.of(checkout);
        Ports ports = new Ports(ControlClient.connect(directory).running().portOffset());
        if (UserDeclaration.readAll(checkout.users()).stream()
                .noneMatch(user -> user.name().equals(appId))) {
            throw new PlatformException("There is no KafkaUser " + appId + " in strimzi/users: add one with its rights,"
                    + " and its scopes to components/pubsub.yaml, and start the platform again.");
        }
        KafkaBroker kafka = new KafkaBroker(Installation.of(checkout, directory, ports, Optional.empty()));
        DaprdCommand command = new DaprdCommand(
                DaprdResolver.of(checkout, CacheDirectory.ofUser(), out::println)
                        .resolve(),
                appId,
                appPort,
                httpPort == 0 ? freePort() : httpPort,
                freePort(),
                freePort(),
                freePort(),
                SHUTDOWN);
        out.println(
                "Sidecar of " + appId + ": app on port " + appPort + ", API on http://127.0.0.1:" + command.httpPort());
        out.flush();
        Process daprd = Environment.process(
                        command.arguments(checkout, directory),
                        new SidecarEnvironment(ports, kafka, Optional.empty()).of(appId))
                .inheritIO()
                .start();
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            daprd.destroy();
            daprd.onExit().join();
        }));
        return daprd.waitFor();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
