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
    InboxMetrics inboxMetrics(MeterRegistry registry) {
        return new InboxMetrics(registry);
    }

    @Bean
    DeadLetters deadLetters(JdbcTemplate jdbc, InboxMetrics metrics) {
        return new DeadLetters(jdbc, metrics);
    }

    @Bean
    Subscriptions subscriptions(
            JdbcTemplate jdbc,
            DeadLetters deadLetters,
            PlatformTransactionManager transactions,
            AppHealth health,
            InboxMetrics metrics,
            OpenTelemetry telemetry) {
        return new Subscriptions(
                new InboxTable(jdbc),
                deadLetters,
                new TransactionTemplate(transactions),
                health,
                metrics,
                telemetry.getTracer("io.taskstream.eventing"));
    }

    @Bean
    InboxPurge inboxPurge(JdbcTemplate jdbc, EventingProperties properties) {
        return new InboxPurge(jdbc, properties.inboxRetention());
    }

    @Bean
    DeadLetterPurge deadLetterPurge(JdbcTemplate jdbc, EventingProperties properties) {
        return new DeadLetterPurge(jdbc, properties.deadLetterRetention());
    }
}
