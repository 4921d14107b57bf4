package io.taskstream.local.cli;

import io.taskstream.local.home.DataDirectory;
import io.taskstream.local.home.Json;
import io.taskstream.local.home.PlatformException;
import io.taskstream.local.platform.ControlClient;
import io.taskstream.local.platform.RunningPlatform;
import io.taskstream.local.platform.StatusReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "status",
        header = "Shows whether the platform runs, and where its parts are.",
        description = "%nExit code: 0 if everything is ready, 1 if not yet or not any more, 3 if nothing runs.",
        mixinStandardHelpOptions = true)
final class StatusCommand extends PlatformVerb {
    private static final int READY = 0;
    private static final int NOT_READY = 1;
    private static final int NOT_RUNNING = 3;

    @Option(names = "--json", description = "for scripts; contains the password of the local PostgreSQL")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = out();
        DataDirectory directory = data.find();
        if (RunningPlatform.find(directory).isEmpty()) {
            return notRunning(out);
        }
        StatusReport status;
        try {
            status = ControlClient.connect(directory).status();
        } catch (IOException e) {
            throw new PlatformException("The launcher runs but doesn't answer: " + e, e);
        }
        if (json) {
            out.println(Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(status));
        } else {
            print(out, status);
        }
        return status.ready() ? READY : NOT_READY;
    }

    private int notRunning(PrintWriter out) {
        out.println(
                json
                        ? Json.MAPPER.writeValueAsString(Map.of("ready", false))
                        : "Nothing runs: ./taskstream up starts the platform.");
        return NOT_RUNNING;
    }

    private static void print(PrintWriter out, StatusReport status) {
        out.println(status.ready() ? "ready" : status.stopping() ? "stopping" : "not ready");
        out.printf("gateway   %s%n", status.gateway());
        out.printf("issuer    %s%n", status.issuer());
        out.printf("mail      %s%n", status.mail().http());
        out.printf("kafka     %s%n", status.kafka());
        out.printf(
                "postgres  %s:%d (%s)%n%n",
                status.postgres().host(),
                status.postgres().port(),
                String.join(", ", status.postgres().databases()));
        out.printf("%-28s %-11s %8s %8s %9s%n", "component", "state", "pid", "memory", "restarts");
        status.components()
                .forEach((name, component) -> out.printf(
                        "%-28s %-11s %8s %8s %9s%n",
                        name,
                        component.state(),
                        component.pid() == null ? "-" : component.pid(),
                        component.rssBytes() == null ? "-" : component.rssBytes() / (1024 * 1024) + " MiB",
                        component.restarts()));
        out.printf("%ndata      %s%n", status.dataDirectory());
    }
}
