package io.taskstream.eventing.testing;

import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Gives a service under test a database and a sidecar of its own: {@code @ContextConfiguration(initializers =
 * ServiceContext.class)}, and {@code @Autowired FakeSidecar}.
 */
public final class ServiceContext implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestDatabase database = TestDatabase.create();
        FakeSidecar sidecar = new FakeSidecar();
        TestPropertyValues.of(
                        "spring.datasource.url=" + database.url(),
                        "spring.datasource.username=" + database.username(),
                        "spring.datasource.password=" + database.password(),
                        "dapr.grpc.port=" + sidecar.grpcPort(),
                        "app.api.token=" + FakeSidecar.APP_TOKEN)
                .applyTo(context);
        context.getBeanFactory().registerSingleton("fakeSidecar", sidecar);
        context.addApplicationListener(event -> {
            if (event instanceof org.springframework.context.event.ContextClosedEvent) {
                sidecar.close();
            }
        });
    }
}
