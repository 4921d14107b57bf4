package io.taskstream.notification.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a real daprd makes of calls to the component {@code push}, and of the answers to them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class PushOnDaprdTests {
    private static final String NTFY_ANSWER = "{\"id\":\"1\",\"event\":\"message\",\"topic\":\"t\"}";
    private static final byte[] MESSAGE = "{\"topic\":\"t\",\"message\":\"Bücher\"}".getBytes(StandardCharsets.UTF_8);

    private final List<String> seen = new CopyOnWriteArrayList<>();
    private volatile int status = 200;

    @SuppressWarnings("NullAway.Init")
    private HttpServer server;

    @SuppressWarnings("NullAway.Init")
    private RealDaprd daprd;

    @SuppressWarnings("NullAway.Init")
    private HttpProvider push;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        Path program = RealDaprd.program().orElseGet(() -> abort("there is no daprd yet: ./taskstream up gets one"));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        daprd = new RealDaprd(
                program,
                folder,
                "push",
                Map.of("provider: 20s", "provider: 2s"),
                Map.of(
                        "NTFY_URL",
                        "http://127.0.0.1:" + server.getAddress().getPort(),
                        "NTFY_AUTHORIZATION",
                        "Bearer tk_of_the_tests"));
        push = new HttpProvider(daprd.bindings(), "push", "push service");
    }

    @AfterAll
    @SuppressWarnings("NullAway") // null where there is no daprd
    void stop() {
        if (daprd != null) {
            daprd.close();
            server.stop(0);
        }
    }

    @BeforeEach
    void theServerIsWell() {
        status = 200;
        seen.clear();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            if (status == 0) {
                Thread.sleep(Duration.ofSeconds(4));
            }
            boolean moved = exchange.getRequestURI().getPath().equals("/page");
            byte[] body = (moved ? "<!doctype html>" : NTFY_ANSWER).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Location", "/page");
            exchange.sendResponseHeaders(moved || status == 0 ? 200 : status, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Result send() {
        return push.send("post", Map.of(), MESSAGE, PushChannel::isMessage);
    }

    @Test
    void a_message_arrives_as_it_is_with_the_token_of_the_installation() {
        assertThat(send()).isEqualTo(new Result.Sent());

        assertThat(seen)
                .containsExactly("POST / Bearer tk_of_the_tests application/json; charset=utf-8 "
                        + new String(MESSAGE, StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({"400", "413"})
    void a_topic_that_is_refused_is_told_from_its_status(int answered) {
        status = answered;

        assertThat(send()).isEqualTo(new Result.Refused("the push service refused the address"));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 404, 429, 500, 503, 0})
    void a_server_that_is_down_or_busy_is_too(int answered) {
        status = answered;

        assertThat(send()).isEqualTo(new Result.Unavailable("the push service did not take it"));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302})
    void what_is_redirected_does_not_count_as_sent(int answered) {
        status = answered;

        assertThat(send()).isEqualTo(new Result.Unavailable("the push service did not take it"));
        assertThat(seen).last().asString().startsWith("GET /page");
    }

    @Test
    void a_component_that_is_not_there_is_told_from_the_text() {
        assertThat(new HttpProvider(daprd.bindings(), "sms", "SMS service")
                        .send("create", Map.of("toNumber", "+15550100"), MESSAGE, answer -> true))
                .isEqualTo(new Result.Refused("no channel is configured for sms"));
    }
}
