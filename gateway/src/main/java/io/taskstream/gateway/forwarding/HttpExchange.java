package io.taskstream.gateway.forwarding;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.URI;
import java.util.Objects;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.springframework.cloud.gateway.server.mvc.common.MvcUtils;
import org.springframework.cloud.gateway.server.mvc.handler.ProxyExchange;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Calls a service with Apache's client as it is. Spring Cloud Gateway's own exchange goes through a RestClient, which
 * costs twice the CPU a request, and keeps a connection for ever when a conditional GET is answered with 304.
 */
final class HttpExchange implements ProxyExchange {
    private final CloseableHttpClient client;
    private final RequestConfig config;

    HttpExchange(CloseableHttpClient client, RequestConfig config) {
        this.client = client;
        this.config = config;
    }

    /** @throws io.taskstream.api.problem.ProblemException 502, 503 or 504 where the service gives no answer */
    @Override
    public ServerResponse exchange(Request request) {
        URI uri = Objects.requireNonNull(request.getUri());
        ServerRequest caller = request.getServerRequest();
        String service = Objects.toString(caller.attributes().get(MvcUtils.GATEWAY_ROUTE_ID_ATTR), "service");
        byte[] body = body(caller);
        try {
            Answer answer = new Answer(service, uri, call(request, uri, body));
            request.getResponseConsumers().forEach(consumer -> consumer.accept(answer, answer));
            return answer;
        } catch (IOException e) {
            throw ServiceFailure.of(service, e);
        }
    }

    private ClassicHttpResponse call(Request request, URI uri, byte[] body) throws IOException {
        try {
            return send(request, uri, body);
        } catch (NoHttpResponseException | ConnectionClosedException | SocketException e) {
            // A kept connection that the service has closed meanwhile. Only reads go again: a write may have arrived.
            if (e instanceof ConnectException || !isRead(request.getMethod())) {
                throw e;
            }
            return send(request, uri, body);
        }
    }

    private ClassicHttpResponse send(Request request, URI uri, byte[] body) throws IOException {
        HttpUriRequestBase call = new HttpUriRequestBase(request.getMethod().name(), uri);
        request.getHeaders().forEach((name, values) -> values.forEach(value -> call.addHeader(name, value)));
        if (body.length > 0) {
            call.setEntity(new ByteArrayEntity(body, null));
        }
        HttpClientContext context = HttpClientContext.create();
        context.setRequestConfig(config);
        return client.executeOpen(new HttpHost(uri.getScheme(), uri.getHost(), uri.getPort()), call, context);
    }

    private static boolean isRead(HttpMethod method) {
        return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
    }

    /** The body has been read and bounded by a filter of the API's conventions. */
    private static byte[] body(ServerRequest caller) {
        try {
            return caller.servletRequest().getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
