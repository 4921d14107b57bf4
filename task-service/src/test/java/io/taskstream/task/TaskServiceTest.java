package io.taskstream.task;

import io.taskstream.api.testing.TestIssuer;
import io.taskstream.eventing.testing.FakeSidecar;
import io.taskstream.eventing.testing.RunningService;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.JdbcTemplate;

/** Runs the service on a real port, with a database and a sidecar of its own; {@link TaskApi} speaks to it. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@RunningService
@Import(TaskServiceTest.Configuration.class)
public @interface TaskServiceTest {

    /** The beans. */
    @TestConfiguration(proxyBeanMethods = false)
    class Configuration {
        @Bean
        @Lazy
        TaskApi taskApi(
                WebServerApplicationContext context, TestIssuer issuer, FakeSidecar sidecar, JdbcTemplate jdbc) {
            return new TaskApi(context.getWebServer().getPort(), issuer, sidecar, jdbc);
        }
    }
}
