package io.taskstream.reminder;

import io.taskstream.eventing.testing.RunningService;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** A test of the running service, with the rest of the {@link Platform} around it. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@RunningService
@TestPropertySource(
        properties = {
            "taskstream.reminder.tasks.patience=800ms",
            "taskstream.reminder.tasks.max-waiters=2",
            "taskstream.reminder.firing.sweep-interval=500ms"
        })
@Import(Platform.class)
public @interface ServiceTest {}
