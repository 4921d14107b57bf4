package io.taskstream.api.idempotency;

import io.taskstream.api.argument.Argument;
import io.taskstream.api.problem.ProblemWriter;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** Offers {@link IdempotentWrites} to services with a database. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration",
            "org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration",
            "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration"
        })
@ConditionalOnClass(JdbcTemplate.class)
@ConditionalOnBean(TransactionTemplate.class)
@EnableScheduling
public class IdempotencyAutoConfiguration {

    @Bean
    IdempotencyKeys idempotencyKeys(JdbcTemplate jdbc) {
        return new IdempotencyKeys(jdbc);
    }

    @Bean
    IdempotentWrites idempotentWrites(TransactionTemplate transaction, IdempotencyKeys keys, JsonMapper json) {
        return new IdempotentWrites(transaction, keys, json);
    }

    @Bean
    Replay replay(IdempotencyKeys keys, ProblemWriter writer) {
        return new Replay(keys, writer);
    }

    @Bean
    WebMvcConfigurer writeRequestArgument() {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new Argument<>(
                        WriteRequest.class,
                        (request, parameter) -> WriteRequest.of(
                                request, parameter.getExecutable().getParameterTypes())));
            }
        };
    }
}
