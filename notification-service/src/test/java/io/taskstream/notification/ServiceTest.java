package io.taskstream.notification;

import io.taskstream.api.testing.WithTestIssuer;
import io.taskstream.eventing.testing.ServiceContext;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
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
            "taskstream.notification.webhooks.secret-key=MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="
        })
@ContextConfiguration(initializers = ServiceContext.class)
@WithTestIssuer
@Import({Platform.class, PigeonPost.class})
public @interface ServiceTest {}
