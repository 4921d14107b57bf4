package io.taskstream.eventing.outbox;

import io.dapr.client.DaprClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.taskstream.eventing.EventingProperties;
import java.sql.DriverManager;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Wires the outbox and its relay. */
@Configuration(proxyBeanMethods = false)
public class OutboxConfiguration {

    @Bean
    Outbox outbox(
            JdbcTemplate jdbc, Clock clock, Relay relay, @Value("${spring.application.name}") String application) {
        return new Outbox(jdbc, clock, "/" + application, relay::wake);
    }

    @Bean
    Relay outboxRelay(
            JdbcConnectionDetails database,
            DaprClient dapr,
            OpenTelemetry telemetry,
            JdbcTemplate jdbc,
            Clock clock,
            MeterRegistry registry,
            EventingProperties properties) {
        return new Relay(
                () -> DriverManager.getConnection(
                        database.getJdbcUrl(), database.getUsername(), database.getPassword()),
                new Publisher(
                        dapr,
                        telemetry.getTracer("io.taskstream.eventing"),
                        properties.relay().publishTimeout()),
                new OutboxMetrics(jdbc, clock, registry),
                properties.relay());
    }
}
