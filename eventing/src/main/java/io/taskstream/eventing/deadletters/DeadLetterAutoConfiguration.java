package io.taskstream.eventing.deadletters;

import io.taskstream.api.idempotency.IdempotentWrites;
import io.taskstream.eventing.EventingAutoConfiguration;
import io.taskstream.eventing.EventingProperties;
import io.taskstream.eventing.inbox.DeadLetters;
import io.taskstream.eventing.inbox.Subscriptions;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Offers operators the dead letters of a service that follows the HTTP conventions. */
@AutoConfiguration(
        after = EventingAutoConfiguration.class,
        afterName = "io.taskstream.api.idempotency.IdempotencyAutoConfiguration")
@ConditionalOnClass(IdempotentWrites.class)
@ConditionalOnBean(IdempotentWrites.class)
@Import(DeadLetterController.class)
public class DeadLetterAutoConfiguration {

    @Bean
    BulkRedrive bulkRedrive(
            Subscriptions subscriptions, DeadLetters deadLetters, Clock clock, EventingProperties properties) {
        return new BulkRedrive(subscriptions, deadLetters, clock, properties.redriveTime());
    }
}
