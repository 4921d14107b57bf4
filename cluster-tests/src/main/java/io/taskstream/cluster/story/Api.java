package io.taskstream.cluster.story;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The few calls of the public API and of the issuer that the story makes. */
final class Api {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String gateway;
    private final String issuer;
    private final String form;

    Api(Map<String, String> environment) {
        this.gateway = required(environment, "GATEWAY");
        this.issuer = required(environment, "ISSUER");
        this.form = "grant_type=client_credentials&client_id=" + encoded(required(environment, "CLIENT_ID"))
                + "&client_secret=" + encoded(required(environment, "CLIENT_SECRET"));
    }

    private static String required(Map<String, String> environment, String name) {
        return Objects.requireNonNull(environment.get(name), name + " is not set");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** A token of the chatbot's client. */
    String token() throws IOException, InterruptedException {
        JsonNode discovery =
                json(send(HttpRequest.newBuilder(URI.create(issuer + "/.well-known/openid-configuration"))));
        return json(send(HttpRequest.newBuilder(URI.create(text(discovery, "token_endpoint")))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))))
                .path("access_token")
                .asString();
    }

    /** The new task's id. */
    String createTask(String token, String user) throws IOException, InterruptedException {
        JsonNode task = json(send(request(token, user, "/api/tasks")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString("{\"title\": \"Written by helm test\"}"))));
        return task.path("task_id").asString();
    }

    /** The first entry of the task's history; empty if there is none yet. */
    String firstEventOf(String token, String user, String task) throws IOException, InterruptedException {
        JsonNode items = json(send(request(token, user, "/api/tasks/" + task + "/history")))
                .path("items");
        return items.isEmpty() ? "" : items.get(0).toString();
    }

    void deleteTask(String token, String user, String task) throws InterruptedException {
        try {
            send(request(token, user, "/api/tasks/" + task).DELETE());
        } catch (IOException e) {
            System.out.println("The task could not be deleted: " + e.getMessage());
        }
    }

    private HttpRequest.Builder request(String token, String user, String path) {
        return HttpRequest.newBuilder(URI.create(gateway + path))
                .header("Authorization", "Bearer " + token)
                .header("X-Act-For-User", user);
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpRequest built = request.timeout(TIMEOUT).build();
        HttpResponse<String> response = http.send(built, BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new IOException("%s answers %d: %s".formatted(built.uri(), response.statusCode(), response.body()));
        }
        return response.body();
    }

    private static JsonNode json(String body) throws IOException {
        try {
            return JsonMapper.shared().readTree(body);
        } catch (JacksonException e) {
            throw new IOException("Not JSON: " + body, e);
        }
    }

    private static String text(JsonNode node, String field) throws IOException {
        String text = node.path(field).asString("");
        if (text.isEmpty()) {
            throw new IOException("There is no " + field + " in " + node);
        }
        return text;
    }
}
