package io.taskstream.eventing.testing;

import io.taskstream.api.testing.WithSettableClock;
import io.taskstream.api.testing.WithTestIssuer;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test of the running service, with a real database, a fake sidecar, an issuer of tokens and a clock to set; all of
 * them, and a {@link DeadLetterStory}, can be {@code @Autowired}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = ServiceContext.class)
@WithTestIssuer
@WithSettableClock
@Import(DeadLetterStory.class)
public @interface RunningService {}
