package io.taskstream.api.app;

import io.taskstream.api.testing.WithTestIssuer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistrar;

/** Runs the notes on a real port, with a real database. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = NotesApp.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "spring.application.name=notes")
@WithTestIssuer
@Import(NotesTest.Database.class)
public @interface NotesTest {

    /** The database. */
    @TestConfiguration(proxyBeanMethods = false)
    class Database {
        @Bean(destroyMethod = "close")
        EmbeddedPostgres postgres() throws IOException {
            return EmbeddedPostgres.start();
        }

        @Bean
        DynamicPropertyRegistrar databaseProperties(EmbeddedPostgres postgres) {
            return registry -> {
                registry.add("spring.datasource.url", () -> postgres.getJdbcUrl("postgres", "postgres"));
                registry.add("spring.datasource.username", () -> "postgres");
            };
        }
    }
}
