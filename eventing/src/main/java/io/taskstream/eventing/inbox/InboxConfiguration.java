package io.taskstream.eventing.inbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.taskstream.eventing.EventingProperties;
import io.taskstream.eventing.dapr.AppHealth;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Wires subscriptions and the inbox behind them. */
@Configuration(proxyBeanMethods = false)
public class InboxConfiguration {

    @Bean
    DeadLetters deadLetters(JdbcTemplate jdbc) {
        return new DeadLetters(jdbc);
    }

    @Bean
    Subscriptions subscriptions(
            JdbcTemplate jdbc,
            DeadLetters deadLetters,
            PlatformTransactionManager transactions,
            AppHealth health,
            MeterRegistry registry,
            OpenTelemetry telemetry) {
        return new Subscriptions(
                new InboxTable(jdbc),
                deadLetters,
                new TransactionTemplate(transactions),
                health,
                new InboxMetrics(registry, deadLetters),
                telemetry.getTracer("io.taskstream.eventing"));
    }

    @Bean
    InboxPurge inboxPurge(JdbcTemplate jdbc, EventingProperties properties) {
        return new InboxPurge(jdbc, properties.inboxRetention());
    }
}
