package io.taskstream.api.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistrar;

/** Gives a Spring test a {@link TestIssuer} as a bean, whose tokens the tested service accepts. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Import(WithTestIssuer.Configuration.class)
public @interface WithTestIssuer {

    /** The beans. */
    @TestConfiguration(proxyBeanMethods = false)
    class Configuration {
        @Bean(destroyMethod = "close")
        TestIssuer testIssuer() {
            return new TestIssuer();
        }

        @Bean
        DynamicPropertyRegistrar issuerProperties(TestIssuer issuer) {
            return registry -> registry.add("taskstream.issuer", issuer::uri);
        }
    }
}
