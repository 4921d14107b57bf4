package io.taskstream.e2e.platform;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The catcher of mails, push and short messages. */
public record Mails(String url) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** The mails that an address received and whose subject holds a text. */
    public List<JsonNode> to(String address, String subject) {
        return list("/api/messages?to=" + URLEncoder.encode(address, StandardCharsets.UTF_8)).stream()
                .filter(mail -> mail.get("subject").asString().contains(subject))
                .toList();
    }

    /** The push messages to an ntfy topic, newest first. */
    public List<JsonNode> push(String topic) {
        return list("/api/push?topic=" + topic);
    }

    /** The short messages to a number, newest first. */
    public List<JsonNode> sms(String number) {
        return list("/api/sms?to=" + URLEncoder.encode(number, StandardCharsets.UTF_8));
    }

    private List<JsonNode> list(String path) {
        try {
            HttpResponse<String> answer = HTTP.send(
                    HttpRequest.newBuilder(URI.create(url + path)).build(), HttpResponse.BodyHandlers.ofString());
            return StreamSupport.stream(
                            JsonMapper.shared().readTree(answer.body()).spliterator(), false)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Waits for the mail with that subject. */
    public JsonNode await1(String address, String subject, Duration atMost) {
        return await().atMost(atMost)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> to(address, subject), mails -> !mails.isEmpty())
                .getFirst();
    }
}
