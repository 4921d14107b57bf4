package io.taskstream.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.taskstream.api.testing.TestIssuer;
import io.taskstream.api.testing.WithTestIssuer;
import io.taskstream.gateway.FakeService.Received;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

@WithTestIssuer
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"taskstream.forwarding.response-timeout=1s", "taskstream.forwarding.connect-timeout=500ms"})
class GatewayTests {
    private static final Map<String, FakeService> SERVICES = Map.of(
            "task", new FakeService(),
            "reminder", new FakeService(),
            "analytics", new FakeService());
    private static final FakeService TASKS = SERVICES.get("task");
    private static final int NOBODY_LISTENS = freePort();
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    @Autowired
    TestIssuer issuer;

    @LocalServerPort
    int port;

    @DynamicPropertySource
    static void routes(DynamicPropertyRegistry registry) {
        SERVICES.forEach((name, service) -> registry.add("taskstream.routes." + name, service::uri));
        registry.add("taskstream.routes.notification", () -> "http://127.0.0.1:" + NOBODY_LISTENS);
    }

    @BeforeEach
    void reset() {
        SERVICES.values().forEach(FakeService::reset);
    }

    @AfterAll
    static void close() {
        SERVICES.values().forEach(FakeService::close);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/tasks, task",
        "/api/tasks/1, task",
        "/api/tasks/1/complete, task",
        "/api/tasks/1/reminders, reminder",
        "/api/reminders/7, reminder",
        "/api/tasks/1/history, analytics",
        "/api/dead-letters/task-service, task",
        "/api/dead-letters/reminder-service?state=dead, reminder",
        "/api/dead-letters/analytics-service/7/redrive, analytics",
        "/api/stats?from=2026-01-01&zone=Europe%2FBerlin, analytics"
    })
    void each_path_goes_to_the_service_that_answers_it(String path, String service) throws Exception {
        HttpResponse<String> answer = send(get(path));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"ok\":true}");
        assertThat(SERVICES.get(service).next().uri()).isEqualTo(path);
    }

    @Test
    void a_write_goes_as_it_is_with_its_token_and_its_answer_comes_back_as_it_is() throws Exception {
        TASKS.answers(exchange -> {
            exchange.getResponseHeaders().set("Location", "/api/tasks/1");
            exchange.getResponseHeaders().set("ETag", "\"1\"");
            exchange.getResponseHeaders().set("Idempotency-Replayed", "true");
            FakeService.answer(exchange, 201, "{\"task_id\":1,\"title\":\"Grüße\"}");
        });
        String body = "{\"title\":\"Grüße 👋\"}";
        HttpResponse<String> answer = send(post("/api/tasks", body)
                .header("Idempotency-Key", "k-1")
                .header("If-Match", "\"3\"")
                .header("X-Act-For-User", "alice"));
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).isEqualTo("{\"task_id\":1,\"title\":\"Grüße\"}");
        assertThat(answer.headers().firstValue("Location")).contains("/api/tasks/1");
        assertThat(answer.headers().firstValue("ETag")).contains("\"1\"");
        assertThat(answer.headers().firstValue("Idempotency-Replayed")).contains("true");
        assertThat(answer.headers().allValues("Date")).hasSize(1);
        assertThat(answer.headers().allValues("Content-Length")).hasSize(1);

        Received received = TASKS.next();
        assertThat(received.method()).isEqualTo("POST");
        assertThat(received.body()).isEqualTo(body);
        assertThat(received.header("Authorization")).startsWith("Bearer ey");
        assertThat(received.header("Content-Type")).isEqualTo("application/json");
        assertThat(received.header("Content-Length"))
                .isEqualTo(Integer.toString(body.getBytes(StandardCharsets.UTF_8).length));
        assertThat(received.header("Idempotency-Key")).isEqualTo("k-1");
        assertThat(received.header("If-Match")).isEqualTo("\"3\"");
        assertThat(received.header("X-Act-For-User")).isEqualTo("alice");
    }

    @Test
    void a_chunked_body_goes_with_its_length() throws Exception {
        send(request("/api/tasks")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream("{}".getBytes(StandardCharsets.UTF_8)))));
        Received received = TASKS.next();
        assertThat(received.body()).isEqualTo("{}");
        assertThat(received.header("Content-Length")).isEqualTo("2");
        assertThat(received.header("Transfer-Encoding")).isEmpty();
    }

    @Test
    void a_write_without_a_body_goes_without_one() throws Exception {
        assertThat(send(request("/api/tasks/1/complete").POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(200);
        Received received = TASKS.next();
        assertThat(received.body()).isEmpty();
        assertThat(received.header("Content-Length")).isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "q=a%20b&x=%C3%BC", "cursor=AQ_-%2B", "status=pending&status=completed", "flag"})
    void a_query_arrives_with_the_same_meaning(String query) throws Exception {
        send(get("/api/tasks?" + query));
        assertThat(URI.create(TASKS.next().uri()).getQuery())
                .isIn(URI.create("/?" + query).getQuery(), query + "=", null);
    }

    @Test
    void a_caller_cannot_pass_for_a_sidecar_a_proxy_or_a_session() throws Exception {
        String answer = raw("""
                GET /api/tasks/1 HTTP/1.1
                Host: api.example.com
                Authorization: Bearer %s
                dapr-api-token: stolen
                dapr-app-id: task-service
                X-Forwarded-For: 10.0.0.1
                X-Forwarded-Host: evil.example
                X-Forwarded-Prefix: /evil
                X-Forwarded-Proto: https
                Forwarded: for=10.0.0.1
                X-Real-IP: 10.0.0.1
                Cookie: session=1
                Keep-Alive: timeout=5
                TE: trailers
                Proxy-Authorization: Basic eDp5
                X-Hop: mine
                Connection: close, X-Hop

                """.formatted(issuer.token("alice")));
        assertThat(answer).startsWith("HTTP/1.1 200");
        Received received = TASKS.next();
        assertThat(received.headers())
                .doesNotContainKeys(
                        "dapr-api-token",
                        "dapr-app-id",
                        "Forwarded",
                        "X-Real-IP",
                        "Cookie",
                        "Keep-Alive",
                        "TE",
                        "Proxy-Authorization",
                        "X-Hop",
                        "X-Forwarded-Prefix",
                        "Upgrade");
        assertThat(received.header("X-Forwarded-For")).isEqualTo("127.0.0.1");
        assertThat(received.header("X-Forwarded-Host")).isEqualTo("api.example.com");
        assertThat(received.header("X-Forwarded-Proto")).isEqualTo("http");
        assertThat(received.header("Host")).isEqualTo(URI.create(TASKS.uri()).getAuthority());
        assertThat(received.header("Connection")).doesNotContainIgnoringCase("close");
    }

    @Test
    void the_trace_of_the_caller_goes_on_in_the_service() throws Exception {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        send(get("/api/tasks/1").header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01"));
        assertThat(TASKS.next().header("traceparent"))
                .matches("00-" + trace + "-[0-9a-f]{16}-01")
                .doesNotContain("00f067aa0ba902b7");
    }

    @Test
    void headers_of_the_service_s_connection_stay_there() throws Exception {
        TASKS.answers(exchange -> {
            exchange.getResponseHeaders().set("Keep-Alive", "timeout=5");
            exchange.getResponseHeaders().set("X-Internal", "1");
            exchange.getResponseHeaders().set("Connection", "X-Internal");
            FakeService.answer(exchange, 200, "{}");
        });
        HttpResponse<String> answer = send(get("/api/tasks/1"));
        assertThat(answer.headers().map()).doesNotContainKeys("keep-alive", "x-internal");
    }

    @Test
    void an_absolute_location_of_a_service_is_made_usable_for_the_caller() throws Exception {
        TASKS.answers(exchange -> {
            exchange.getResponseHeaders().set("Location", TASKS.uri() + "/api/tasks/9");
            FakeService.answer(exchange, 201, "{}");
        });
        assertThat(send(post("/api/tasks", "{}")).headers().firstValue("Location"))
                .contains("/api/tasks/9");
    }

    @Test
    void a_redirect_is_the_caller_s_affair() throws Exception {
        TASKS.answers(exchange -> {
            exchange.getResponseHeaders().set("Location", "http://127.0.0.1:1/");
            FakeService.answer(exchange, 302, "");
        });
        assertThat(send(get("/api/tasks/1")).statusCode()).isEqualTo(302);
    }

    @Test
    void problems_of_a_service_come_back_as_they_are() throws Exception {
        TASKS.answers(exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "1");
            FakeService.answer(exchange, 503, "{\"status\":503}");
        });
        HttpResponse<String> answer = send(get("/api/tasks/1"));
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).isEqualTo("{\"status\":503}");
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        TASKS.next();
        assertThat(TASKS.count()).isZero();
    }

    @Test
    void an_unchanged_resource_is_told_without_a_body_and_the_connection_is_used_again() throws Exception {
        AtomicInteger connections = new AtomicInteger();
        TASKS.answers(exchange -> {
            connections.accumulateAndGet(exchange.getRemoteAddress().getPort(), (a, b) -> a == b ? a : a + b);
            exchange.getResponseHeaders().set("ETag", "\"1\"");
            if (exchange.getRequestHeaders().containsKey("If-None-Match")) {
                exchange.sendResponseHeaders(304, -1);
                exchange.close();
            } else {
                FakeService.answer(exchange, 200, "{}");
            }
        });
        int first = 0;
        for (int i = 0; i < 200; i++) {
            HttpResponse<String> answer = send(get("/api/tasks/1").header("If-None-Match", "\"1\""));
            assertThat(answer.statusCode()).isEqualTo(304);
            assertThat(answer.body()).isEmpty();
            first = i == 0 ? connections.get() : first;
        }
        assertThat(connections.get()).isEqualTo(first);
    }

    @Test
    void a_large_answer_comes_whole() throws Exception {
        String large = "{\"x\":\"" + "é".repeat(500_000) + "\"}";
        TASKS.answers(exchange -> {
            exchange.sendResponseHeaders(200, 0); // chunked
            exchange.getResponseBody().write(large.getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        assertThat(send(get("/api/tasks")).body()).isEqualTo(large);
    }

    @Test
    void without_a_good_token_nothing_reaches_a_service() throws Exception {
        Instant past = Instant.now().minusSeconds(3600);
        for (String token : new String[] {
            null,
            "nonsense",
            issuer.forgedToken("alice"),
            issuer.token(claims -> claims.subject("alice").expirationTime(Date.from(past))),
            issuer.token(claims -> claims.subject("alice").audience("other")),
            issuer.token(claims -> claims.subject("alice").issuer("http://evil.example"))
        }) {
            HttpRequest.Builder request = HttpRequest.newBuilder(uri("/api/tasks"));
            HttpResponse<String> answer =
                    send(token == null ? request : request.header("Authorization", "Bearer " + token));
            assertProblem(answer, 401);
            assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
        }
        assertThat(TASKS.count()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/unsubscribe/a.b", "/api/verify/a.b"})
    void a_link_in_a_mail_needs_no_token(String path) throws Exception {
        // the service isn't there: what says so has let the request through
        assertProblem(send(HttpRequest.newBuilder(uri(path))), 503);
        assertProblem(send(HttpRequest.newBuilder(uri(path)).POST(BodyPublishers.noBody())), 503);
        assertProblem(send(HttpRequest.newBuilder(uri(path + "/more"))), 401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api",
                "/api/unknown",
                "/api/tasksx",
                "/api/dead-letters",
                "/api/dead-letters/gateway",
                "/",
                "/index.html",
                "/dapr/events/task-events",
                "/actors/x"
            })
    void an_unknown_path_is_not_found_and_reaches_no_service(String path) throws Exception {
        assertProblem(send(get(path)), 404);
        assertNothingCame();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/tasks/../../dapr/events/task-events",
                "/api/tasks/..%2f..%2factuator/prometheus",
                "/api/tasks/%2e%2e/%2e%2e/actuator/prometheus",
                "/api/tasks/1;/../../../actuator",
                "/api//tasks",
                "/api/tasks/%00",
                "/api/tasks/%zz",
                "/api/tasks/a\\b",
                "/api/tasks?x=%zz",
                "/api/tasks?x=|",
                "http://169.254.169.254/api/tasks/%2e%2e/secret"
            })
    void no_path_leads_out_of_the_api(String path) throws Exception {
        String answer = raw("GET " + path + " HTTP/1.1\nHost: x\nConnection: close\nAuthorization: Bearer "
                + issuer.token("alice") + "\n\n");
        assertThat(answer).matches("(?s)HTTP/1.1 40[04] .*").contains("application/problem+json");
        assertNothingCame();
    }

    @Test
    void a_body_over_a_mebibyte_is_refused_with_a_length_and_without() throws Exception {
        byte[] large = new byte[10 * 1024 * 1024];
        assertProblem(
                send(request("/api/tasks")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(large))),
                413);
        assertProblem(
                send(request("/api/tasks")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large, 0, 1024 * 1024 + 1)))),
                413);
        assertThat(TASKS.count()).isZero();
    }

    @Test
    void a_service_that_is_down_is_told_with_when_to_try_again() throws Exception {
        HttpResponse<String> answer = send(get("/api/notifications"));
        assertThat(assertProblem(answer, 503).get("detail").asString()).contains("notification-service");
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    }

    @Test
    void a_service_that_does_not_answer_is_not_waited_for_and_a_write_is_not_repeated() throws Exception {
        TASKS.answers(GatewayTests::sleep);
        JsonNode problem = assertProblem(send(post("/api/tasks", "{}")), 504);
        assertThat(problem.get("detail").asString()).contains("not known", "Idempotency-Key");
        TASKS.next();
        assertThat(TASKS.count()).isZero();
    }

    @Test
    void a_service_that_breaks_the_connection_is_told_and_only_a_read_goes_again() throws Exception {
        TASKS.answers(HttpExchange::close);
        assertProblem(send(post("/api/tasks", "{}")), 503);
        TASKS.next();
        assertThat(TASKS.count()).isZero();
        assertProblem(send(get("/api/tasks")), 503);
        assertThat(TASKS.count()).isEqualTo(2);
    }

    @Test
    void an_answer_that_breaks_off_early_is_told_as_such() throws Exception {
        TASKS.answers(exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write('x');
            exchange.getResponseBody().flush();
            exchange.close();
        });
        assertProblem(send(get("/api/tasks")), 503);
    }

    @ParameterizedTest
    @ValueSource(longs = {400_000, 0}) // with its length, and in chunks
    void an_answer_that_breaks_off_late_does_not_look_whole(long length) throws Exception {
        TASKS.answers(exchange -> {
            exchange.sendResponseHeaders(200, length);
            exchange.getResponseBody().write(new byte[200_000]);
            exchange.getResponseBody().flush();
            throw new IOException("the service dies");
        });
        String answer = raw("GET /api/tasks HTTP/1.1\nHost: x\nConnection: close\nAuthorization: Bearer "
                + issuer.token("alice") + "\n\n");
        assertThat(answer).hasSizeBetween(64 * 1024, 300_000);
        if (length > 0) {
            assertThat(answer).contains("Content-Length: 400000");
        } else {
            assertThat(answer).contains("Transfer-Encoding: chunked").doesNotEndWith("\r\n0\r\n\r\n");
        }
    }

    @Test
    void the_contract_is_served_to_everybody_as_yaml_and_as_json() throws Exception {
        HttpResponse<String> yaml = send(HttpRequest.newBuilder(uri("/openapi")));
        HttpResponse<String> json = send(HttpRequest.newBuilder(uri("/openapi")).header("Accept", "application/json"));
        assertThat(yaml.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/yaml"));
        assertThat(json.headers().firstValue("Content-Type")).contains("application/json");
        JsonNode contract = JsonMapper.shared().readTree(json.body());
        assertThat(contract.get("openapi").asString()).isEqualTo("3.1.0");
        assertThat(YAMLMapper.shared().readTree(yaml.body())).isEqualTo(contract);
        assertProblem(send(HttpRequest.newBuilder(uri("/openapi")).header("Accept", "image/png")), 406);
        assertProblem(send(HttpRequest.newBuilder(uri("/openapi")).header("Accept", "nonsense")), 406);
    }

    @Test
    void every_path_of_the_contract_has_a_route() throws Exception {
        JsonNode paths = JsonMapper.shared()
                .readTree(send(HttpRequest.newBuilder(uri("/openapi")).header("Accept", "application/json"))
                        .body())
                .get("paths");
        for (String path : paths.propertyNames()) {
            assertThat(send(get(path.replace("{service}", "task-service").replaceAll("\\{[^}]+}", "1")))
                            .statusCode())
                    .as(path)
                    .isIn(200, 503); // there is no notification-service in these tests
        }
    }

    @Test
    void probes_answer_without_a_token() throws Exception {
        assertThat(send(HttpRequest.newBuilder(uri("/livez"))).statusCode()).isEqualTo(200);
        assertThat(send(HttpRequest.newBuilder(uri("/readyz"))).statusCode()).isEqualTo(200);
    }

    private static void sleep(HttpExchange exchange) {
        try {
            Thread.sleep(Duration.ofSeconds(3));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.close();
    }

    private static void assertNothingCame() {
        SERVICES.forEach((name, service) -> assertThat(service.count()).as(name).isZero());
    }

    private static JsonNode assertProblem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = JsonMapper.shared().readTree(answer.body());
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        return problem;
    }

    private HttpRequest.Builder get(String path) {
        return request(path).GET();
    }

    private HttpRequest.Builder post(String path, String body) {
        return request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + issuer.token("alice"));
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
    }

    /** What a client would not send. */
    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(request.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
