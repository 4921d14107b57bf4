package io.taskstream.api.json;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.validation.autoconfigure.ValidationConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.module.SimpleModule;

/** Reads requests strictly: bodies, query values and the rules on them. */
@AutoConfiguration(before = JacksonAutoConfiguration.class)
public class JsonAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    StrictJson strictJson() {
        return new StrictJson();
    }

    @Bean
    JacksonModule requestTypes() {
        return new SimpleModule("taskstream-requests")
                .addDeserializer(Instant.class, new InstantDeserializer())
                .addDeserializer(Duration.class, new DurationDeserializer())
                .addDeserializer(Patched.class, new PatchedDeserializer(null));
    }

    /** Constraints on time ask the application's clock. */
    @Bean
    ValidationConfigurationCustomizer validationClock(Clock clock) {
        return configuration -> configuration.clockProvider(() -> clock);
    }

    @Bean
    StrictQueryValues strictQueryValues() {
        return new StrictQueryValues();
    }

    @Bean
    StrictIds strictIds() {
        return new StrictIds();
    }

    @Bean
    WebMvcConfigurer knownParameters() {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new KnownParameters())
                        .excludePathPatterns("/dapr/**", "/actors/**", "/actuator/**", "/error");
            }
        };
    }
}
