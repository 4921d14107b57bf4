package io.taskstream.gateway.forwarding;

import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.time.Duration;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cloud.gateway.server.mvc.handler.ProxyExchange;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Replaces the way in which Spring Cloud Gateway calls services; its routes and filters stay. */
@Configuration(proxyBeanMethods = false)
class ForwardingConfiguration {
    private static final Duration VALIDATE_AFTER = Duration.ofSeconds(1);

    /** Without redirects, cookies, decompression and retries: what a service says is the caller's affair. */
    @Bean(destroyMethod = "close")
    CloseableHttpClient serviceClient(ForwardingProperties settings) {
        PoolingHttpClientConnectionManager connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                .setMaxConnPerRoute(settings.maxConnections())
                .setDefaultSocketConfig(
                        SocketConfig.custom().setTcpNoDelay(true).build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(timeout(settings.connectTimeout()))
                        .setSocketTimeout(timeout(settings.responseTimeout()))
                        .setIdleTimeout(timeout(settings.idleTimeout()))
                        .setValidateAfterInactivity(TimeValue.of(VALIDATE_AFTER))
                        .build())
                .build();
        return HttpClients.createMinimal(connections);
    }

    @Bean
    ProxyExchange httpExchange(CloseableHttpClient client, ForwardingProperties settings) {
        return new HttpExchange(
                client,
                RequestConfig.custom()
                        .setConnectionRequestTimeout(timeout(settings.leaseTimeout()))
                        .setResponseTimeout(timeout(settings.responseTimeout()))
                        .setProtocolUpgradeEnabled(false)
                        .build());
    }

    @Bean
    RequestHeaders requestHeaders(ObjectProvider<Tracer> tracer, ObjectProvider<Propagator> propagator) {
        return new RequestHeaders(
                tracer.getIfAvailable(() -> Tracer.NOOP), propagator.getIfAvailable(() -> Propagator.NOOP));
    }

    @Bean
    ResponseHeaders responseHeaders() {
        return new ResponseHeaders();
    }

    private static Timeout timeout(Duration duration) {
        return Timeout.of(duration);
    }
}
