package io.taskstream.bench.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.taskstream.bench.platform.BenchException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClosedLoopTests {
    private static final byte[] REQUEST =
            "POST / HTTP/1.1\r\nHost: test\r\nContent-Length: 2\r\n\r\n{}".getBytes(StandardCharsets.US_ASCII);

    private final AtomicInteger requests = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void every_answer_is_counted_once_on_as_many_connections_as_asked_for() throws Exception {
        answer(201, "created".length(), "created");
        Load load = new ClosedLoop(uri(), 3, 201, () -> REQUEST).run(Duration.ofMillis(200));
        assertThat(load.completed()).isGreaterThan(3).isEqualTo(requests.get());
        assertThat(load.latencies().getTotalCount()).isEqualTo(load.completed());
        assertThat(load.elapsed()).isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }

    @Test
    void an_answer_in_chunks_is_read_to_its_end() throws Exception {
        String body = "0123456789".repeat(3_000);
        answer(200, 0, body);
        try (HttpConnection connection = new HttpConnection(uri())) {
            assertThat(connection.exchange(REQUEST).text()).isEqualTo(body);
            assertThat(connection.exchange(REQUEST).text()).isEqualTo(body);
        }
    }

    @Test
    void a_connection_that_the_server_closes_is_opened_again() throws Exception {
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Connection", "close");
            respond(exchange, 200, 2, "ok");
        });
        try (HttpConnection connection = new HttpConnection(uri())) {
            assertThat(connection.exchange(REQUEST).status()).isEqualTo(200);
            assertThat(connection.exchange(REQUEST).status()).isEqualTo(200);
        }
    }

    @Test
    void another_status_than_the_expected_one_fails_the_benchmark() {
        answer(503, "overloaded".length(), "overloaded");
        assertThatThrownBy(() -> new ClosedLoop(uri(), 2, 201, () -> REQUEST).run(Duration.ofSeconds(10)))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("503")
                .hasMessageContaining("overloaded");
    }

    /** @param length of the body; 0 for chunks */
    private void answer(int status, int length, String body) {
        server.createContext("/", exchange -> respond(exchange, status, length, body));
    }

    private void respond(HttpExchange exchange, int status, int length, String body) throws IOException {
        requests.incrementAndGet();
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(status, length);
        exchange.getResponseBody().write(body.getBytes(StandardCharsets.US_ASCII));
        exchange.close();
    }

    private URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }
}
