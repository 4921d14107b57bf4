package io.taskstream.local.service;

import io.taskstream.local.home.Installation;
import io.taskstream.local.home.PlatformException;
import io.taskstream.local.home.Ports;
import io.taskstream.local.postgres.PostgresServer;
import io.taskstream.local.process.Environment;
import io.taskstream.local.process.Program;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A service in a JVM of its own, with the same environment variables as in a cluster. */
public final class Service implements Program {
    /**
     * Small heaps and one collector thread: five of these share a developer's machine with everything else. A smaller code
     * cache would make each of them collect garbage in full, for 100 ms and more, whenever it has compiled a few megabytes.
     */
    private static final List<String> JVM_OPTIONS = List.of(
            "-XX:+UseSerialGC",
            "-Xms64m",
            "-Xmx192m",
            "-Xss512k",
            "-XX:ReservedCodeCacheSize=128m",
            "-XX:+UseCompactObjectHeaders",
            "-XX:+ExitOnOutOfMemoryError",
            "-Djava.awt.headless=true",
            "--enable-native-access=ALL-UNNAMED",
            // protobuf, in Dapr's SDK, warns about it on every start
            "--sun-misc-unsafe-memory-access=allow");

    private final ServiceDefinition definition;
    private final Installation installation;
    private final PostgresServer postgres;
    private final HttpClient http;
    private @Nullable StagedApplication staged;

    public Service(ServiceDefinition definition, Installation installation, PostgresServer postgres, HttpClient http) {
        this.definition = definition;
        this.installation = installation;
        this.postgres = postgres;
        this.http = http;
    }

    /** Deletes jars from the user's cache that no platform has run for weeks. */
    public static void pruneCache(Installation installation) throws IOException {
        StagedApplication.prune(installation.cache(), installation.clock());
    }

    @Override
    public String name() {
        return definition.name();
    }

    @Override
    public Path log() {
        return installation.data().log(name());
    }

    @Override
    public List<Integer> ports() {
        return List.of(installation.ports().service(definition.index()));
    }

    @Override
    public void prepare() throws IOException {
        Path jar = installation.checkout().serviceJar(definition.app());
        if (!Files.exists(jar)) {
            throw new PlatformException(jar + " is missing: run ./taskstream up without --no-build.");
        }
        staged = StagedApplication.stage(jar, installation.cache(), installation.clock());
    }

    @Override
    public ProcessBuilder command() {
        List<String> options = Files.exists(staged().startupCache())
                ? List.of("-XX:AOTCache=" + staged().startupCache(), "-Xlog:aot=off", "-Xlog:cds=off")
                : List.of();
        return jvm(List.of(), options);
    }

    /**
     * A JVM that runs the service, with more options.
     *
     * @param prefix the command that runs the JVM, such as {@code nice}
     */
    ProcessBuilder jvm(List<String> prefix, List<String> options) {
        List<String> command = new ArrayList<>(prefix);
        command.add(installation.java());
        command.addAll(JVM_OPTIONS);
        command.addAll(options);
        command.add("-cp");
        command.add(staged().classpath().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        command.add(staged().mainClass());
        return Environment.process(command, environment())
                .directory(installation.data().root().toFile());
    }

    StagedApplication staged() {
        StagedApplication application = staged;
        if (application == null) {
            throw new IllegalStateException("prepare() comes first");
        }
        return application;
    }

    private Map<String, String> environment() {
        Ports ports = installation.ports();
        Map<String, String> environment = new HashMap<>(definition.settings());
        environment.put("SERVER_ADDRESS", "127.0.0.1");
        environment.put("SERVER_PORT", Integer.toString(ports.service(definition.index())));
        environment.put("TASKSTREAM_ISSUER", ports.issuerUri());
        environment.put("DAPR_HTTP_PORT", Integer.toString(ports.sidecarHttp(definition.index())));
        environment.put("DAPR_GRPC_PORT", Integer.toString(ports.sidecarGrpc(definition.index())));
        environment.put("DAPR_API_TOKEN", installation.secrets().of("dapr-api/" + definition.app()));
        environment.put("APP_API_TOKEN", installation.secrets().of("app-api/" + definition.app()));
        if (definition.app().equals("notification-service")) {
            environment.put(
                    "TASKSTREAM_NOTIFICATION_SECRET", installation.secrets().of("notification"));
            environment.put(
                    "TASKSTREAM_NOTIFICATION_WEBHOOKS_SECRET_KEY",
                    installation.secrets().key("webhooks"));
            environment.put("TASKSTREAM_NOTIFICATION_PUBLIC_URL", "http://localhost:" + ports.service(0));
        }
        String database = definition.database();
        if (database != null) {
            environment.put("SPRING_DATASOURCE_URL", postgres.url(database));
            environment.put("SPRING_DATASOURCE_USERNAME", database);
            environment.put("SPRING_DATASOURCE_PASSWORD", postgres.rolePassword(database));
        }
        for (ServiceDefinition target : ServiceDefinition.all()) {
            if (definition.routesTo().contains(target.name())) {
                String route = target.name().replace("-service", "").toUpperCase(Locale.ROOT);
                environment.put("TASKSTREAM_ROUTES_" + route, "http://127.0.0.1:" + ports.service(target.index()));
            }
        }
        installation
                .traces()
                .ifPresent(collector -> environment.put(
                        "MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT",
                        collector.resolve("/v1/traces").toString()));
        return environment;
    }

    @Override
    public boolean isReady() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + installation.ports().service(definition.index()) + "/readyz"))
                .timeout(Duration.ofSeconds(5))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    }
}
