package io.taskstream.api.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends requests as they are and shows answers as they come, after a check that {@code contracts/openapi.yaml} has such
 * answers.
 */
public final class Client {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String base;
    private final List<String> headers = new ArrayList<>();

    public Client(int port) {
        this.base = "http://127.0.0.1:" + port;
    }

    private Client(Client other, String... more) {
        this.base = other.base;
        this.headers.addAll(other.headers);
        this.headers.addAll(List.of(more));
    }

    public Client as(String token) {
        return with("Authorization", "Bearer " + token);
    }

    public Client with(String header, String value) {
        return new Client(this, header, value);
    }

    public Answer get(String path) {
        return send("GET", path, BodyPublishers.noBody());
    }

    /** All items of a list, fetched page by page of at most so many. */
    public List<JsonNode> pages(String path, int limit) {
        List<JsonNode> items = new ArrayList<>();
        String query = "?limit=" + limit;
        while (true) {
            JsonNode page = get(path + query).json();
            assertThat(page.get("items").size()).isLessThanOrEqualTo(limit);
            page.get("items").forEach(items::add);
            if (page.get("next_cursor").isNull()) {
                return items;
            }
            query = "?limit=" + limit + "&cursor=" + page.get("next_cursor").asString();
        }
    }

    public Answer delete(String path) {
        return send("DELETE", path, BodyPublishers.noBody());
    }

    public Answer post(String path, String json) {
        return json().send("POST", path, BodyPublishers.ofString(json));
    }

    public Answer put(String path, String json) {
        return json().send("PUT", path, BodyPublishers.ofString(json));
    }

    public Answer patch(String path, String json) {
        return json().send("PATCH", path, BodyPublishers.ofString(json));
    }

    public Answer send(String method, String path, HttpRequest.BodyPublisher body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).method(method, body);
        if (!headers.isEmpty()) {
            request.headers(headers.toArray(String[]::new));
        }
        try {
            HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
            OpenApiAnswers.check(answer);
            return new Answer(answer);
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Client json() {
        return headers.contains("Content-Type") ? this : with("Content-Type", "application/json");
    }

    /** An answer. */
    public record Answer(HttpResponse<String> response) {
        public int status() {
            return response.statusCode();
        }

        public String body() {
            return response.body();
        }

        public JsonNode json() {
            return JsonMapper.shared().readTree(response.body());
        }

        public Optional<String> header(String name) {
            return response.headers().firstValue(name);
        }

        /** {@code field: message} of each error. */
        public List<String> errors() {
            return json().path("errors")
                    .valueStream()
                    .map(e -> e.path("field").asString() + ": "
                            + e.path("message").asString())
                    .toList();
        }

        public boolean isProblem() {
            return header("Content-Type").orElse("").startsWith("application/problem+json")
                    && json().path("status").asInt() == status();
        }
    }
}
