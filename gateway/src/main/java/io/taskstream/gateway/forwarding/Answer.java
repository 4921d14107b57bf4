package io.taskstream.gateway.forwarding;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.server.mvc.handler.ProxyExchange;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.function.ServerResponse;

/** A service's answer on its way to the caller. */
final class Answer implements ServerResponse, ProxyExchange.Response, Closeable {
    /** So much is read before anything is sent: what fails until then is told properly. */
    private static final int READ_AHEAD = 64 * 1024;

    private final String service;
    private final ClassicHttpResponse received;
    private final HttpHeaders receivedHeaders = new HttpHeaders();
    private final HttpHeaders headers = new HttpHeaders();

    Answer(String service, URI called, ClassicHttpResponse received) {
        this.service = service;
        this.received = received;
        for (Header header : received.getHeaders()) {
            receivedHeaders.add(header.getName(), header.getValue());
        }
        useHere(called);
    }

    /** A service may name itself in {@code Location}; a caller can only go through the gateway. */
    private void useHere(URI called) {
        String location = receivedHeaders.getFirst(HttpHeaders.LOCATION);
        String self = called.getScheme() + "://" + called.getRawAuthority();
        if (location != null && location.startsWith(self + "/")) {
            receivedHeaders.set(HttpHeaders.LOCATION, location.substring(self.length()));
        }
    }

    @Override
    public HttpStatusCode statusCode() {
        return HttpStatusCode.valueOf(received.getCode());
    }

    @Override
    public HttpStatusCode getStatusCode() {
        return statusCode();
    }

    /** What the service said. */
    @Override
    public HttpHeaders getHeaders() {
        return receivedHeaders;
    }

    /** What the caller gets: filled by whoever consumes the response, from what its filters let pass. */
    @Override
    public HttpHeaders headers() {
        return headers;
    }

    /** Gives the connection up, unless the answer has been read to its end. */
    @Override
    public void close() throws IOException {
        received.close();
    }

    @Override
    public MultiValueMap<String, Cookie> cookies() {
        return new LinkedMultiValueMap<>();
    }

    @Override
    public @Nullable ModelAndView writeTo(HttpServletRequest request, HttpServletResponse response, Context context)
            throws IOException {
        try (received) {
            HttpEntity entity = received.getEntity();
            if (entity == null) {
                writeHead(response);
                return null;
            }
            InputStream body = entity.getContent();
            byte[] first = readFirst(body);
            writeHead(response);
            response.getOutputStream().write(first);
            if (first.length == READ_AHEAD) {
                body.transferTo(response.getOutputStream());
            }
            return null;
        }
    }

    private byte[] readFirst(InputStream body) {
        try {
            return body.readNBytes(READ_AHEAD);
        } catch (IOException e) {
            throw ServiceFailure.of(service, e);
        }
    }

    private void writeHead(HttpServletResponse response) {
        response.setStatus(received.getCode());
        headers.forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
    }
}
