package io.taskstream.eventing;

import io.taskstream.eventing.dapr.DaprConfiguration;
import io.taskstream.eventing.inbox.InboxConfiguration;
import io.taskstream.eventing.outbox.OutboxConfiguration;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Gives a service its outbox, inbox and connection to the sidecar. */
@AutoConfiguration
@EnableScheduling
@EnableConfigurationProperties(EventingProperties.class)
@Import({DaprConfiguration.class, OutboxConfiguration.class, InboxConfiguration.class})
public class EventingAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }
}
