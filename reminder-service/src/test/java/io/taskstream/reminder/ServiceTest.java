package io.taskstream.reminder;

import io.taskstream.api.testing.WithTestIssuer;
import io.taskstream.eventing.testing.ServiceContext;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.ContextConfiguration;

/** A test of the running service, with a real database, a fake sidecar and an issuer of tokens. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "taskstream.reminder.tasks.patience=800ms",
            "taskstream.reminder.tasks.max-waiters=2",
            "taskstream.reminder.firing.sweep-interval=500ms"
        })
@ContextConfiguration(initializers = ServiceContext.class)
@WithTestIssuer
@Import({Platform.class, ServiceTest.Time.class})
public @interface ServiceTest {

    /** The clock of the service, for tests to move. */
    @TestConfiguration(proxyBeanMethods = false)
    class Time {
        @Bean
        @Primary
        SettableClock settableClock() {
            return new SettableClock();
        }
    }
}
