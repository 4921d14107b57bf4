package io.taskstream.local.cli;

import io.taskstream.local.home.Json;
import io.taskstream.local.home.PlatformException;
import io.taskstream.local.home.Progress;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** One task on its way through the whole platform, as its user sees it. */
record Demo(
        HttpClient http,
        String gateway,
        String mailPage,
        String token,
        String address,
        Clock clock,
        Progress progress) {
    private static final Duration REMIND_IN = Duration.ofSeconds(4);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    void run() throws IOException, InterruptedException {
        Instant now = clock.instant();
        String title = "Water the plants (" + now.truncatedTo(ChronoUnit.SECONDS) + ")";
        Instant remindAt = now.plus(REMIND_IN).truncatedTo(ChronoUnit.MILLIS);
        JsonNode task = create(title, remindAt);
        String path = "/api/tasks/" + task.path("task_id").asString();
        progress.say("task " + task.path("task_id").asString() + " is created: \"" + title + "\"; its event is "
                + task.path("event_id").asString());

        await(
                "analytics-service does not show the task's history",
                () -> get(gateway + path + "/history"),
                Demo::items);
        progress.say("analytics-service has consumed the event and shows it in the task's history");

        await("reminder-service does not show the reminder", () -> get(gateway + path + "/reminders"), Demo::items);
        progress.say("reminder-service has scheduled the reminder for " + remindAt);

        JsonNode mail = await("no mail came", this::mails, mails -> newest(mails, title));
        Duration late = Duration.between(
                remindAt, Instant.parse(mail.path("received_at").asString()));
        progress.say("the mail \"" + mail.path("subject").asString() + "\" reached " + address + ", " + late.toMillis()
                + " ms after the reminder was due: " + mailPage + "/"
                + mail.path("id").asString());
    }

    private JsonNode create(String title, Instant remindAt) throws IOException, InterruptedException {
        Map<String, Object> task = Map.of(
                "title",
                title,
                "reminders",
                List.of(Map.of("remind_at", remindAt.toString(), "notification_method", "email")));
        HttpRequest request = request(gateway + "/api/tasks")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Json.MAPPER.writeValueAsString(task)))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 201) {
            throw new PlatformException(
                    "The task was not created: HTTP " + response.statusCode() + " " + response.body());
        }
        return Json.MAPPER.readTree(response.body());
    }

    private HttpRequest.Builder request(String uri) {
        return HttpRequest.newBuilder(URI.create(uri))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + token);
    }

    private JsonNode get(String uri) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request(uri).GET().build(), HttpResponse.BodyHandlers.ofString());
        return response.statusCode() == 200 ? Json.MAPPER.readTree(response.body()) : Json.MAPPER.createObjectNode();
    }

    private JsonNode mails() throws IOException, InterruptedException {
        return get(mailPage + "/api/messages?to=" + URLEncoder.encode(address, StandardCharsets.UTF_8));
    }

    /** The items of a list that has any. */
    private static Optional<JsonNode> items(JsonNode list) {
        return Optional.of(list.path("items")).filter(items -> !items.isEmpty());
    }

    private static Optional<JsonNode> newest(JsonNode mails, String title) {
        return mails.valueStream()
                .filter(mail -> mail.path("subject").asString().contains(title)
                        || mail.path("body").asString().contains(title))
                .findFirst();
    }

    private static JsonNode await(String failure, Question question, Function<JsonNode, Optional<JsonNode>> found)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Optional<JsonNode> answer = found.apply(question.ask());
            if (answer.isPresent()) {
                return answer.get();
            }
            if (System.nanoTime() > deadline) {
                throw new PlatformException(failure + " within " + PATIENCE.toSeconds()
                        + " s. `./taskstream status` and `./taskstream logs COMPONENT` may tell why.");
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /** Asks a service. */
    @FunctionalInterface
    private interface Question {
        JsonNode ask() throws IOException, InterruptedException;
    }
}
