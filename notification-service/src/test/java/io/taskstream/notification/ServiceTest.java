package io.taskstream.notification;

import io.taskstream.eventing.testing.RunningService;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** A test of the running service, with the rest of the {@link Platform} around it and a channel to deliver through. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@RunningService
@TestPropertySource(
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
@Import({Platform.class, PigeonPost.class})
public @interface ServiceTest {}
