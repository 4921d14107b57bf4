package io.taskstream.bench.publish;

import io.dapr.client.DaprClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.taskstream.bench.platform.BenchDatabase;
import io.taskstream.bench.platform.BenchSidecar;
import io.taskstream.eventing.outbox.Relay;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The eventing module as it runs in a service, with a database and a sidecar of the benchmarks' own. */
public final class EventingApp implements AutoCloseable {
    private final ConfigurableApplicationContext context;

    private EventingApp(ConfigurableApplicationContext context) {
        this.context = context;
    }

    public static EventingApp start(BenchDatabase database, BenchSidecar sidecar) {
        return new EventingApp(new SpringApplicationBuilder(Wiring.class)
                .web(WebApplicationType.NONE)
                .properties(
                        "spring.application.name=bench",
                        "spring.main.banner-mode=off",
                        "management.otlp.metrics.export.enabled=false",
                        "spring.main.register-shutdown-hook=false",
                        "spring.datasource.url=" + database.url(),
                        "spring.datasource.username=" + database.server().user(),
                        "spring.datasource.password=" + database.server().password(),
                        "dapr.grpc.port=" + sidecar.grpcPort(),
                        "dapr.http.port=" + sidecar.httpPort(),
                        "dapr.api.token=" + sidecar.apiToken(),
                        "app.api.token=unused")
                .run());
    }

    /** The SDK's client, made as every service makes it. */
    public DaprClient dapr() {
        return context.getBean(DaprClient.class);
    }

    public Relay relay() {
        return context.getBean(Relay.class);
    }

    /** How many events the relay has published and deleted so far. */
    public long published() {
        return Math.round(context.getBean(MeterRegistry.class).find("taskstream.events.published").counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum());
    }

    @Override
    public void close() {
        context.close();
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Wiring {}
}
