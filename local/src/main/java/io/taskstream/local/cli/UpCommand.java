package io.taskstream.local.cli;

import io.taskstream.local.home.Checkout;
import io.taskstream.local.home.DataDirectory;
import io.taskstream.local.home.Installation;
import io.taskstream.local.home.PlatformException;
import io.taskstream.local.home.Ports;
import io.taskstream.local.platform.Launcher;
import io.taskstream.local.platform.StatusReport;
import io.taskstream.local.service.ServiceDefinition;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "up",
        header = "Builds what has changed, starts the platform, and runs it until Ctrl-C.",
        description = "%nData are kept between runs. The first start on a machine also builds or fetches daprd.",
        mixinStandardHelpOptions = true)
final class UpCommand extends PlatformVerb {
    private static final String NO_SERVICES = "infra";

    @Option(
            names = "--port-offset",
            paramLabel = "N",
            defaultValue = "0",
            description = "added to every port, so that platforms can run side by side (default: ${DEFAULT-VALUE})")
    private int portOffset;

    @Option(
            names = "--otlp",
            paramLabel = "URL",
            description = "send the traces of services and sidecars to this collector (OTLP over HTTP), such as"
                    + " http://localhost:4318")
    private @Nullable URI otlp;

    @Option(
            names = "--only",
            paramLabel = "NAME",
            split = ",",
            description = "start only these services, each with its sidecar; `infra` means none of them: PostgreSQL,"
                    + " Kafka, the issuer and the mail catcher, which always start")
    private @Nullable List<String> only;

    @Option(
            names = "--replicas",
            paramLabel = "NAME=N",
            split = ",",
            description = "run N replicas of a service, each with its sidecar, such as reminder-service=3; requests go"
                    + " to the first")
    private Map<String, Integer> replicas = Map.of();

    @Option(
            names = {"-d", "--detach"},
            description = "return when the platform is ready, and leave it running")
    @SuppressWarnings("UnusedVariable") // ./taskstream acts on it, and on the next two
    private boolean detach;

    @Option(names = "--no-build", description = "run the jars as they are")
    @SuppressWarnings("UnusedVariable")
    private boolean noBuild;

    @Option(
            names = "--stop-with-parent",
            description = "stop when the process that called ./taskstream has ended, however it ended")
    @SuppressWarnings("UnusedVariable")
    private boolean stopWithParent;

    @Option(
            names = "--stop-with",
            hidden = true,
            split = ",",
            description = "stop when one of these processes has ended")
    private List<Long> stopWith = List.of();

    @Option(names = "--ready-file", hidden = true, description = "written when the platform is ready")
    private @Nullable Path readyFile;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = out();
        Checkout checkout = Checkout.find();
        DataDirectory directory = data.of(checkout);
        directory.create();
        // before the first line is logged
        System.setProperty("taskstream.log", directory.log("launcher").toString());
        out.println("Taskstream starts; data and logs are in " + directory.root());
        out.flush();
        List<ProcessHandle> watched =
                stopWith.stream().flatMap(pid -> ProcessHandle.of(pid).stream()).toList();
        if (watched.size() < stopWith.size()) {
            throw new PlatformException("The process that this platform should stop with is gone already.");
        }
        new Launcher(
                        Installation.of(checkout, directory, new Ports(portOffset), Optional.ofNullable(otlp)),
                        services(),
                        line -> {
                            out.println(line);
                            out.flush();
                        })
                .run(watched, status -> welcome(out, status));
        return 0;
    }

    private List<ServiceDefinition> services() {
        List<String> all =
                ServiceDefinition.all().stream().map(ServiceDefinition::name).toList();
        List<String> wanted = only == null ? all : only;
        for (String name : wanted) {
            if (!all.contains(name) && !name.equals(NO_SERVICES)) {
                throw new PlatformException(
                        "There is no service " + name + ": --only takes infra, " + String.join(", ", all) + ".");
            }
        }
        replicas.forEach((name, count) -> {
            if (!all.contains(name)) {
                throw new PlatformException(
                        "There is no service " + name + ": --replicas takes " + String.join(", ", all) + ".");
            }
            if (count < 1 || count > ServiceDefinition.MOST_REPLICAS) {
                throw new PlatformException("--replicas " + name + "=" + count + ": between 1 and "
                        + ServiceDefinition.MOST_REPLICAS + " replicas can run here.");
            }
        });
        return ServiceDefinition.all().stream()
                .filter(service -> wanted.contains(service.name()))
                .flatMap(service -> service.replicas(replicas.getOrDefault(service.name(), 1)).stream())
                .toList();
    }

    private void welcome(PrintWriter out, StatusReport status) {
        out.println();
        if (status.services().containsKey("gateway")) {
            String remindAt = Clock.systemUTC()
                    .instant()
                    .plus(Duration.ofMinutes(1))
                    .truncatedTo(ChronoUnit.SECONDS)
                    .toString();
            out.printf("Taskstream is ready:  %s%n%n", status.gateway());
            out.printf("A token:              ./taskstream token alice%n");
            out.printf("Caught mail:          %s%n%n", status.mail().http());
            out.printf("A first task, with a reminder in a minute:%n%n");
            out.printf("  curl -s %s/api/tasks \\%n", status.gateway());
            out.printf("    -H \"Authorization: Bearer $(./taskstream token alice%s)\" \\%n", dataOption(status));
            out.printf("    -H 'Content-Type: application/json' \\%n");
            out.printf(
                    "    -d '{\"title\": \"Buy groceries\", \"reminders\": [{\"remind_at\": \"%s\","
                            + " \"notification_method\": \"email\"}]}'%n%n",
                    remindAt);
        } else {
            out.printf("Ready, without the gateway. `./taskstream status --json` tells all addresses.%n%n");
        }
        out.flush();
        markReady();
    }

    private static String dataOption(StatusReport status) {
        Path usual = Checkout.find().root().resolve(".taskstream");
        return Path.of(status.dataDirectory()).equals(usual) ? "" : " --data-dir " + status.dataDirectory();
    }

    private void markReady() {
        if (readyFile != null) {
            try {
                Files.createFile(readyFile);
            } catch (IOException e) {
                throw new PlatformException("Could not write " + readyFile + ": " + e, e);
            }
        }
    }
}
