package io.taskstream.notification.webhooks.http;

import io.taskstream.api.problem.BadValueException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.ssl.SSLContexts;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Posts, each time over a connection of its own to an address that {@link Destinations} has just looked up and
 * permitted. Follows no redirect, keeps no cookie, uses no proxy, reads nothing of an answer but its head, and gives up
 * after {@link #LONGEST_SECONDS}.
 */
@Component
public class Sender implements DisposableBean {
    /** A request takes so many seconds at most, all of it included but for the DNS, which has timeouts of its own. */
    public static final int LONGEST_SECONDS = 15;

    private static final int MOST_REQUESTS = 64;
    private static final int LONGEST_LINE = 8_192;
    private static final int MOST_HEADERS = 100;
    private static final Timeout CONNECT = Timeout.ofSeconds(5);

    private final Destinations destinations;
    private final CloseableHttpClient client;
    private final Duration longest;
    private final ScheduledExecutorService alarms = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("webhook-deadlines").daemon().factory());

    @Autowired
    Sender(Destinations destinations) {
        this(destinations, SSLContexts.createSystemDefault(), Duration.ofSeconds(LONGEST_SECONDS));
    }

    Sender(Destinations destinations, SSLContext trust, Duration longest) {
        this.destinations = destinations;
        this.longest = longest;
        this.client = client(destinations, trust, Timeout.of(longest));
    }

    private static CloseableHttpClient client(Destinations destinations, SSLContext trust, Timeout longest) {
        return HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new Permitted(destinations))
                        .setTlsSocketStrategy(new DefaultClientTlsStrategy(trust))
                        .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                                .http1Config(Http1Config.custom()
                                        .setMaxLineLength(LONGEST_LINE)
                                        .setMaxHeaderCount(MOST_HEADERS)
                                        .build())
                                .build())
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(CONNECT)
                                .setSocketTimeout(longest)
                                .build())
                        .setMaxConnTotal(MOST_REQUESTS)
                        .setMaxConnPerRoute(MOST_REQUESTS)
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(longest)
                        .setConnectionRequestTimeout(longest)
                        .setProtocolUpgradeEnabled(false)
                        .setAuthenticationEnabled(false)
                        .build())
                // the next attempt looks the name up again
                .setConnectionReuseStrategy((request, response, context) -> false)
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .setUserAgent("Taskstream-Webhooks")
                .build();
    }

    /** Posts JSON, outside of any transaction. Doesn't throw. */
    public Answer post(String url, Map<String, String> headers, byte[] json) {
        HttpPost request;
        try {
            request = new HttpPost(destinations.check(url));
        } catch (BadValueException e) {
            return new Answer.Unanswered("the URL " + e.reason());
        }
        headers.forEach(request::setHeader);
        request.setEntity(new ByteArrayEntity(json, ContentType.APPLICATION_JSON));
        ScheduledFuture<?> alarm = alarms.schedule(request::cancel, longest.toMillis(), TimeUnit.MILLISECONDS);
        Answer answer = null;
        try (ClassicHttpResponse response = client.executeOpen(null, request, null)) {
            answer = new Answer.Answered(response.getCode(), retryAfter(response));
            // cuts the connection: closing the response would read it to its end
            request.cancel();
        } catch (IOException e) {
            if (answer == null) {
                answer = new Answer.Unanswered(request.isCancelled() ? tooSlow() : reason(e));
            }
        } finally {
            alarm.cancel(false);
        }
        return answer;
    }

    private static @Nullable String retryAfter(ClassicHttpResponse response) {
        Header header = response.getFirstHeader(HttpHeaders.RETRY_AFTER);
        return header == null ? null : header.getValue();
    }

    private String tooSlow() {
        return "no answer within " + longest.toSeconds() + " s";
    }

    private String reason(IOException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case NotPublicException _ -> {
                    return "its host name leads to an address that is not public";
                }
                case UnknownHostException _ -> {
                    return "its host name has no address";
                }
                case SSLException _ -> {
                    return "no TLS connection: its certificate must be valid and for that host name";
                }
                case SocketTimeoutException _ -> {
                    return tooSlow();
                }
                case ConnectException _ -> {
                    return "no connection";
                }
                default -> {}
            }
        }
        return "the connection broke off before there was an answer";
    }

    @Override
    public void destroy() {
        alarms.shutdownNow();
        client.close(CloseMode.IMMEDIATE);
    }

    /** What the client connects to. */
    private record Permitted(Destinations destinations) implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            return destinations.resolve(host);
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}
