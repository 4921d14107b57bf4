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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "sidecar",
        header = "Runs a consumer of your own beside a Dapr sidecar, until it ends or Ctrl-C.",
        description = {
            "%nThe app needs a KafkaUser in strimzi/users and its scopes in components/pubsub.yaml; python-example has"
                    + " both. Its program finds the sidecar and the tokens in DAPR_HTTP_PORT, DAPR_GRPC_PORT,"
                    + " DAPR_API_TOKEN and APP_API_TOKEN.",
            "%nExample: ./taskstream sidecar python-example --app-port 6001 -- python3 consumer.py 6001"
        },
        mixinStandardHelpOptions = true)
final class SidecarCommand extends PlatformVerb {
    private static final Duration SHUTDOWN = Duration.ofSeconds(10);

    @Parameters(
            index = "0",
            paramLabel = "APP_ID",
            description = "the app's id, which is its Kafka user and consumer group")
    @SuppressWarnings("NullAway.Init")
    private String appId;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "PROGRAM",
            description = "the app's program and its arguments, behind --; without, you start it yourself")
    private List<String> program = List.of();

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
        PrintWriter out = out();
        Checkout checkout = Checkout.find();
        DataDirectory directory = data.of(checkout);
        Ports ports = new Ports(ControlClient.connect(directory).running().portOffset());
        if (UserDeclaration.readAll(checkout.users()).stream()
                .noneMatch(user -> user.name().equals(appId))) {
            throw new PlatformException("There is no KafkaUser " + appId + " in strimzi/users: add one with its rights,"
                    + " and its scopes to components/pubsub.yaml, and start the platform again.");
        }
        Installation installation = Installation.of(checkout, directory, ports, Optional.empty());
        DaprdCommand command = new DaprdCommand(
                DaprdResolver.of(checkout, CacheDirectory.ofUser(), out::println)
                        .resolve(),
                appId,
                appPort,
                true,
                httpPort == 0 ? freePort() : httpPort,
                freePort(),
                freePort(),
                freePort(),
                SHUTDOWN);
        Map<String, String> tokens = Map.of(
                "DAPR_API_TOKEN", installation.secrets().of("dapr-api/" + appId),
                "APP_API_TOKEN", installation.secrets().of("app-api/" + appId));
        Map<String, String> variables =
                new HashMap<>(new SidecarEnvironment(installation, new KafkaBroker(installation)).of(appId));
        variables.putAll(tokens);
        out.println(
                "Sidecar of " + appId + ": app on port " + appPort + ", API on http://127.0.0.1:" + command.httpPort());
        out.flush();
        Process sidecar = start(command.arguments(checkout, directory), variables);
        if (program.isEmpty()) {
            return sidecar.waitFor();
        }
        Map<String, String> forProgram = new HashMap<>(tokens);
        forProgram.put("DAPR_HTTP_PORT", Integer.toString(command.httpPort()));
        forProgram.put("DAPR_GRPC_PORT", Integer.toString(command.grpcPort()));
        int code = start(program, forProgram).waitFor();
        stop(sidecar);
        return code;
    }

    /** Starts a process that ends with this one. */
    private static Process start(List<String> command, Map<String, String> environment) throws IOException {
        Process process = Environment.process(command, environment).inheritIO().start();
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> stop(process)));
        return process;
    }

    private static void stop(Process process) {
        process.destroy();
        process.onExit().join();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
