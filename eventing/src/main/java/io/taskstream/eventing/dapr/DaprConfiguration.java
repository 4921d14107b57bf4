package io.taskstream.eventing.dapr;

import io.dapr.client.DaprClient;
import io.dapr.client.DaprClientBuilder;
import io.dapr.config.Properties;
import io.dapr.serializer.DaprObjectSerializer;
import io.dapr.utils.TypeRef;
import java.io.IOException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;

/** Wires the client of the sidecar and guards the routes that it calls. */
@Configuration(proxyBeanMethods = false)
@Import(AppHealthController.class)
public class DaprConfiguration {

    /** The sidecar's address and token come from the variables that Dapr itself sets: DAPR_GRPC_PORT and its like. */
    @Bean(destroyMethod = "close")
    DaprClient daprClient(
            @Value("${dapr.grpc.port:50001}") String grpcPort,
            @Value("${dapr.http.port:3500}") String httpPort,
            @Value("${dapr.api.token:}") String token) {
        return new DaprClientBuilder()
                .withPropertyOverride(Properties.GRPC_PORT, grpcPort)
                .withPropertyOverride(Properties.HTTP_PORT, httpPort)
                .withPropertyOverride(Properties.API_TOKEN, token)
                .withObjectSerializer(new Bytes())
                .build();
    }

    @Bean
    OutputBindings outputBindings(DaprClient dapr) {
        return new OutputBindings(dapr);
    }

    @Bean
    FilterRegistrationBean<AppTokenFilter> appTokenFilter(@Value("${app.api.token:#{null}}") @Nullable String token) {
        FilterRegistrationBean<AppTokenFilter> registration = new FilterRegistrationBean<>(new AppTokenFilter(token));
        // /actors comes with the SDK's controller
        registration.addUrlPatterns("/dapr/*", "/actors/*");
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        return registration;
    }

    @Bean
    AppHealth appHealth(DataSource dataSource) {
        return new AppHealth(dataSource);
    }

    /** Bodies are made by their owners: bytes go as they are. */
    private static final class Bytes implements DaprObjectSerializer {
        @Override
        public byte[] serialize(Object body) throws IOException {
            if (body instanceof byte[] bytes) {
                return bytes;
            }
            throw new IOException("Only bytes are sent, not " + body.getClass().getName());
        }

        @Override
        @SuppressWarnings({"unchecked", "NullAway"}) // the SDK's contract: null for nothing
        public <T> T deserialize(byte[] data, TypeRef<T> type) {
            return (T) data;
        }

        @Override
        public String getContentType() {
            return "application/octet-stream";
        }
    }
}
