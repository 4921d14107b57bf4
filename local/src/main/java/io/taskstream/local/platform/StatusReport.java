package io.taskstream.local.platform;

import io.taskstream.local.postgres.PostgresServer;
import io.taskstream.local.process.Component;
import io.taskstream.local.process.ComponentState;
import io.taskstream.local.process.Memory;
import io.taskstream.local.service.ServiceDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code ./taskstream status --json} prints.
 *
 * @param ready whether every component is ready
 * @param stopping whether the platform is on its way down
 * @param components every component by name, the services and sidecars among them
 */
public record StatusReport(
        boolean ready,
        boolean stopping,
        String gateway,
        String issuer,
        String kafka,
        String kafkaSasl,
        Postgres postgres,
        Mail mail,
        Map<String, ServiceStatus> services,
        Map<String, ComponentStatus> components,
        long launcherPid,
        String dataDirectory) {

    /** PostgreSQL's superuser; each database is owned by a role of its name. */
    public record Postgres(String host, int port, String user, String password, List<String> databases) {}

    /**
     * The mail catcher.
     *
     * @param smtp host and port
     * @param http the page, under which {@code /api/messages} lists mails
     */
    public record Mail(String smtp, String http) {}

    /** A service and its sidecar; a process id is absent while there is no process. */
    public record ServiceStatus(String http, @Nullable Long pid, SidecarStatus sidecar) {}

    /** A sidecar with the addresses of its two APIs. */
    public record SidecarStatus(
            String http, String grpc, @Nullable Long pid) {}

    /**
     * A component.
     *
     * @param restarts how often it was started again after ending by itself
     * @param rssBytes the resident memory of its process, where the system tells it
     */
    public record ComponentStatus(
            String state,
            @Nullable Long pid,
            int restarts,
            @Nullable Long rssBytes) {}

    static StatusReport of(Platform platform, boolean stopping, String dataDirectory) {
        var ports = platform.ports();
        Map<String, ServiceStatus> services = new LinkedHashMap<>();
        for (ServiceDefinition service : platform.services()) {
            services.put(
                    service.name(),
                    new ServiceStatus(
                            "http://localhost:" + ports.service(service.index()),
                            pid(platform, service.name()),
                            new SidecarStatus(
                                    "http://127.0.0.1:" + ports.sidecarHttp(service.index()),
                                    "127.0.0.1:" + ports.sidecarGrpc(service.index()),
                                    pid(platform, service.sidecarName()))));
        }
        Map<String, ComponentStatus> components = new LinkedHashMap<>();
        platform.components().forEach(component -> components.put(component.name(), status(component)));
        return new StatusReport(
                !stopping
                        && platform.components().stream()
                                .allMatch(component -> component.state() == ComponentState.READY),
                stopping,
                "http://localhost:" + ports.service(0),
                ports.issuerUri(),
                platform.kafka().toolsAddress(),
                platform.kafka().sidecarsAddress(),
                new Postgres(
                        "127.0.0.1",
                        ports.postgres(),
                        PostgresServer.SUPERUSER,
                        platform.postgres().superuserPassword(),
                        platform.postgres().databases()),
                new Mail("127.0.0.1:" + ports.smtp(), ports.mailPage()),
                services,
                components,
                ProcessHandle.current().pid(),
                dataDirectory);
    }

    private static @Nullable Long pid(Platform platform, String component) {
        return platform.component(component)
                .flatMap(Component::process)
                .map(ProcessHandle::pid)
                .orElse(null);
    }

    private static ComponentStatus status(Component component) {
        Optional<ProcessHandle> process = component.process();
        Long pid = process.map(ProcessHandle::pid).orElse(null);
        Long rss = null;
        if (pid != null) {
            var bytes = Memory.residentBytes(pid);
            rss = bytes.isPresent() ? bytes.getAsLong() : null;
        }
        return new ComponentStatus(component.state().toString(), pid, component.restarts(), rss);
    }
}
