package io.taskstream.gateway.forwarding;

import java.util.Set;
import org.springframework.cloud.gateway.server.mvc.filter.HttpHeadersFilter.ResponseHttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.function.ServerResponse;

/** What of a service's headers a caller sees; those that the gateway sets itself are its own. */
final class ResponseHeaders implements ResponseHttpHeadersFilter, Ordered {
    private static final Set<String> OWN = Set.of("date", "server");

    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public HttpHeaders apply(HttpHeaders received, ServerResponse response) {
        return HopByHop.without(received, name -> !OWN.contains(name));
    }
}
