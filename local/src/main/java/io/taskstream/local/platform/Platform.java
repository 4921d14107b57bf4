package io.taskstream.local.platform;

import io.taskstream.local.home.DataDirectory;
import io.taskstream.local.home.Installation;
import io.taskstream.local.home.PlatformException;
import io.taskstream.local.home.Ports;
import io.taskstream.local.home.Progress;
import io.taskstream.local.issuer.Issuer;
import io.taskstream.local.kafka.KafkaBroker;
import io.taskstream.local.mail.MailCatcher;
import io.taskstream.local.mail.MailStore;
import io.taskstream.local.mail.TwilioStandIn;
import io.taskstream.local.postgres.PostgresServer;
import io.taskstream.local.process.Component;
import io.taskstream.local.process.LogFile;
import io.taskstream.local.process.ProcessRecords;
import io.taskstream.local.process.StartFailure;
import io.taskstream.local.process.SupervisedProcess;
import io.taskstream.local.service.Service;
import io.taskstream.local.service.ServiceDefinition;
import io.taskstream.local.service.StartupTraining;
import io.taskstream.local.sidecar.DaprdProvision;
import io.taskstream.local.sidecar.DaprdResolver;
import io.taskstream.local.sidecar.Sidecar;
import io.taskstream.local.sidecar.SidecarEnvironment;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** All components of one platform, started together and stopped in the reverse order of need. */
final class Platform {
    private static final int KEPT_MAILS = 5000;

    private final Ports ports;
    private final DataDirectory data;
    private final KafkaBroker kafka;
    private final PostgresServer postgres;
    private final DaprdProvision daprd;
    private final StartupTraining training;
    private final Progress progress;
    private final List<ServiceDefinition> services;
    private final Map<String, Component> components = new LinkedHashMap<>();
    /** Components that end together; each stage ends before the next begins to. */
    private final List<List<Component>> stages;

    Platform(Installation installation, List<ServiceDefinition> services, Progress progress) {
        this.services = services;
        this.data = installation.data();
        this.ports = installation.ports();
        this.progress = progress;
        ProcessRecords records = new ProcessRecords(data.processes());
        HttpClient http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

        kafka = new KafkaBroker(installation);
        postgres = new PostgresServer(
                installation,
                ServiceDefinition.all().stream()
                        .map(ServiceDefinition::database)
                        .flatMap(Stream::ofNullable)
                        .toList());
        daprd = new DaprdProvision(DaprdResolver.of(installation.checkout(), installation.cache(), progress));
        MailStore mails = MailStore.open(data.mail(), KEPT_MAILS, installation.clock());

        Component postgresProcess = new SupervisedProcess(postgres, records, List.of());
        Component kafkaProcess = new SupervisedProcess(kafka, records, List.of());
        Component mailCatcher = new MailCatcher(ports, mails);
        TwilioStandIn twilio = new TwilioStandIn(installation);
        Component issuer = new Issuer(installation, mails, twilio);
        List<Component> infrastructure = List.of(postgresProcess, kafkaProcess, mailCatcher, twilio, issuer);
        List<Component> applications = new ArrayList<>();
        List<Service> programs = new ArrayList<>();
        List<Component> sidecars = new ArrayList<>();
        SidecarEnvironment environment = new SidecarEnvironment(installation, kafka);
        for (ServiceDefinition definition : services) {
            Service service = new Service(definition, installation, postgres, http);
            programs.add(service);
            applications.add(new SupervisedProcess(
                    service, records, definition.database() == null ? List.of() : List.of(postgresProcess)));
            sidecars.add(new SupervisedProcess(
                    new Sidecar(definition, installation, environment, daprd, http), records, List.of(kafkaProcess)));
        }
        Stream.of(infrastructure, applications, sidecars)
                .flatMap(List::stream)
                .forEach(component -> components.put(component.name(), component));
        training = new StartupTraining(programs);
        // deliveries end while their receivers still live, and receivers while their stores do
        stages = List.of(sidecars, applications, infrastructure);
    }

    Ports ports() {
        return ports;
    }

    KafkaBroker kafka() {
        return kafka;
    }

    PostgresServer postgres() {
        return postgres;
    }

    List<ServiceDefinition> services() {
        return services;
    }

    List<Component> components() {
        return List.copyOf(components.values());
    }

    Optional<Component> component(String name) {
        return Optional.ofNullable(components.get(name));
    }

    Set<String> names() {
        return components.keySet();
    }

    /**
     * Makes sure that nothing stands in the way of a start.
     *
     * @throws PlatformException if a port is in use
     */
    void check() {
        PortCheck.of(components.values()).require();
    }

    /**
     * Starts everything and returns when all of it can be used.
     *
     * @throws PlatformException if something did not come up; the rest still runs then
     */
    void start() throws InterruptedException {
        if (!services.isEmpty()) {
            daprd.begin();
        }
        components.values().forEach(Component::start);
        awaitAll(System.nanoTime());
        training.start();
    }

    /** Tells of each component that becomes ready; the first that fails ends the wait. */
    private void awaitAll(long start) throws InterruptedException {
        List<Component> waiting = new ArrayList<>(components.values());
        while (!waiting.isEmpty()) {
            daprd.requireHope();
            for (Component component : List.copyOf(waiting)) {
                if (component.ready().isDone()) {
                    require(component);
                    waiting.remove(component);
                    progress.say(String.format(
                            Locale.ROOT,
                            "  %-28s ready after %5.1f s",
                            component.name(),
                            (System.nanoTime() - start) / 1e9));
                }
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private void require(Component component) throws InterruptedException {
        try {
            component.ready().get();
        } catch (ExecutionException e) {
            throw failure(component, e.getCause() == null ? e : e.getCause());
        }
    }

    private PlatformException failure(Component component, Throwable cause) {
        if (cause instanceof PlatformException mendable) {
            return mendable;
        }
        String message =
                cause instanceof StartFailure ? cause.getMessage() : component.name() + " did not come up: " + cause;
        LogFile log = new LogFile(data.log(component.name()));
        List<String> tail = log.tail(15);
        return new PlatformException(
                tail.isEmpty()
                        ? String.valueOf(message)
                        : message + "\n  " + String.join("\n  ", tail) + "\nAll of its log: " + log.path(),
                cause);
    }

    /** Stops everything that runs. */
    void stop() {
        training.close();
        daprd.cancel();
        for (List<Component> stage : stages) {
            List<Thread> stopping = stage.stream()
                    .map(component -> Thread.ofPlatform().daemon().start(component::stop))
                    .toList();
            for (Thread thread : stopping) {
                join(thread);
            }
        }
    }

    private static void join(Thread thread) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
