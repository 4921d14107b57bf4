package io.taskstream.notification;

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
import org.springframework.test.context.ContextConfiguration;

/** A test of the running service, with a real database, a fake sidecar and an issuer of tokens. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "taskstream.notification.default-email={user_id}@example.com",
            "taskstream.notification.circuit.first-pause=300ms",
            "taskstream.notification.circuit.longest-pause=600ms",
            "taskstream.notification.webhooks.allow-private=127.0.0.1",
            "taskstream.notification.webhooks.secret-key=MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
            "taskstream.notification.secret=secret-of-the-tests-that-nobody-knows",
            "taskstream.notification.public-url=https://tasks.example/",
            // tests say when digests are looked for
            "taskstream.notification.digest-poll=PT24H"
        })
@ContextConfiguration(initializers = ServiceContext.class)
@WithTestIssuer
@Import({Platform.class, PigeonPost.class, ServiceTest.Configuration.class})
public @interface ServiceTest {

    /** The beans. */
    @TestConfiguration(proxyBeanMethods = false)
    class Configuration {
        @Bean
        SettableClock clock() {
            return new SettableClock();
        }
    }
}
