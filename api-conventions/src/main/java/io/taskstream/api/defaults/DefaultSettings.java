package io.taskstream.api.defaults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.io.ClassPathResource;

/** Adds the common settings behind all others. */
final class DefaultSettings implements EnvironmentPostProcessor {
    private static final String FILE = "taskstream-defaults.yaml";
    private static final String TRACES_GO_TO = "management.opentelemetry.tracing.export.otlp.endpoint";
    private static final String TRACES_TAKEN = "management.tracing.sampling.probability";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        try {
            new YamlPropertySourceLoader()
                    .load(FILE, new ClassPathResource(FILE))
                    .forEach(environment.getPropertySources()::addLast);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        environment.getPropertySources().addLast(sampling(environment.containsProperty(TRACES_GO_TO)));
    }

    /** All traces if they are sent anywhere, else none: ids are still passed on and logged, but no spans are filled in. */
    private static MapPropertySource sampling(boolean exported) {
        return new MapPropertySource("taskstream-sampling", Map.of(TRACES_TAKEN, exported ? "1.0" : "0.0"));
    }
}
