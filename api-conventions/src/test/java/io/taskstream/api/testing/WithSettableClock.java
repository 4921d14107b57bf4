package io.taskstream.api.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Gives a Spring test a {@link SettableClock} as a bean, which is the clock of the tested service. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Import(WithSettableClock.Configuration.class)
public @interface WithSettableClock {

    /** The beans. */
    @TestConfiguration(proxyBeanMethods = false)
    class Configuration {
        @Bean
        SettableClock settableClock() {
            return new SettableClock();
        }
    }
}
