package io.taskstream.local.platform;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.taskstream.local.home.Json;
import io.taskstream.local.process.Component;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the other verbs, on loopback and for holders of the data directory's token only: {@code GET /status},
 * {@code POST /stop}, {@code POST /components/NAME/start|stop}.
 */
final class ControlServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);

    private final HttpServer server;
    private final String token;
    private final Platform platform;
    private final Supplier<StatusReport> status;
    private final Runnable stop;

    private ControlServer(
            HttpServer server, String token, Platform platform, Supplier<StatusReport> status, Runnable stop) {
        this.server = server;
        this.token = token;
        this.platform = platform;
        this.status = status;
        this.stop = stop;
    }

    /** @param stop begins to stop the whole platform and returns at once */
    static ControlServer start(String token, Platform platform, Supplier<StatusReport> status, Runnable stop)
            throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ControlServer control = new ControlServer(http, token, platform, status, stop);
        http.createContext("/", control::handle);
        http.setExecutor(Executors.newCachedThreadPool());
        http.start();
        return control;
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Reply reply = isAllowed(exchange) ? answer(exchange) : new Reply(401, Map.of("error", "wrong token"));
            byte[] body = Json.MAPPER.writeValueAsBytes(reply.body());
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(reply.status(), body.length);
            exchange.getResponseBody().write(body);
        } catch (RuntimeException e) {
            LOG.error("{} {} failed", exchange.getRequestMethod(), exchange.getRequestURI(), e);
            throw e;
        }
    }

    private boolean isAllowed(HttpExchange exchange) {
        String given = exchange.getRequestHeaders().getFirst("Authorization");
        return given != null
                && MessageDigest.isEqual(
                        given.getBytes(StandardCharsets.UTF_8), ("Bearer " + token).getBytes(StandardCharsets.UTF_8));
    }

    private Reply answer(HttpExchange exchange) {
        String request =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        if (request.equals("GET /status")) {
            return new Reply(200, status.get());
        }
        if (request.equals("POST /stop")) {
            stop.run();
            return new Reply(202, Map.of());
        }
        String[] steps = request.split("/", -1);
        if (steps.length == 4 && request.startsWith("POST /components/")) {
            return platform.component(steps[2])
                    .map(component -> operate(component, steps[3]))
                    .orElseGet(() -> new Reply(
                            404,
                            Map.of(
                                    "error",
                                    "There is no component " + steps[2] + ", only "
                                            + String.join(", ", platform.names()) + ".")));
        }
        return new Reply(404, Map.of("error", "unknown request"));
    }

    private static Reply operate(Component component, String verb) {
        switch (verb) {
            case "start" -> {
                component.start();
                try {
                    component.ready().get();
                } catch (ExecutionException e) {
                    return new Reply(
                            500,
                            Map.of(
                                    "error",
                                    String.valueOf(
                                            e.getCause() == null
                                                    ? e
                                                    : e.getCause().getMessage())));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            case "stop" -> component.stop();
            default -> {
                return new Reply(404, Map.of("error", "unknown verb " + verb));
            }
        }
        return new Reply(200, Map.of("state", component.state().toString()));
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private record Reply(int status, Object body) {}
}
