package io.taskstream.e2e.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** A client of the public API with the token of one caller. */
public record Api(
        String gateway, @Nullable String token, @Nullable String actFor) {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public Api withToken(@Nullable String other) {
        return new Api(gateway, other, actFor);
    }

    public Answer get(String path) {
        return send("GET", path, BodyPublishers.noBody(), Map.of());
    }

    public Answer post(String path, String body) {
        return send("POST", path, BodyPublishers.ofString(body), Map.of());
    }

    public Answer post(String path, String body, Map<String, String> headers) {
        return send("POST", path, BodyPublishers.ofString(body), headers);
    }

    public Answer patch(String path, String body, Map<String, String> headers) {
        return send("PATCH", path, BodyPublishers.ofString(body), headers);
    }

    public Answer put(String path, String body) {
        return send("PUT", path, BodyPublishers.ofString(body), Map.of());
    }

    public Answer delete(String path) {
        return send("DELETE", path, BodyPublishers.noBody(), Map.of());
    }

    /** Sends a request as it is, with a JSON content type unless the headers say otherwise. */
    public Answer send(String method, String path, BodyPublisher body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(gateway + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, body);
        if (!headers.containsKey("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (actFor != null) {
            request.header("X-Act-For-User", actFor);
        }
        headers.forEach(request::header);
        try {
            return new Answer(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** An answer of the API. */
    public record Answer(HttpResponse<String> response) {
        public int status() {
            return response.statusCode();
        }

        public JsonNode json() {
            return response.body().isEmpty()
                    ? MissingNode.getInstance()
                    : JsonMapper.shared().readTree(response.body());
        }

        public @Nullable String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }

        /** This answer, after checking its status. */
        public Answer expect(int status) {
            if (status() != status) {
                throw new AssertionError(
                        "Expected " + status + " from " + response.request().method() + " " + response.uri() + ", got "
                                + status() + ": " + response.body());
            }
            return this;
        }
    }
}
