package io.taskstream.bench.latency;

import io.taskstream.bench.harness.Contender;
import io.taskstream.bench.harness.Measurement;
import io.taskstream.bench.http.Load;
import io.taskstream.bench.platform.BenchException;
import io.taskstream.bench.platform.Platform;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From the instant at which a reminder is due until the mail server has received the mail. */
final class ReminderContender implements Contender {
    static final Duration INTERVAL = Duration.ofMillis(97);

    private static final String USER = "alice";
    private static final String ADDRESS = "alice@example.com";
    private static final int WARM_UP = 20;
    /** Long enough to create them all before the first one is due. */
    private static final Duration LEAD = Duration.ofSeconds(20);

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Platform platform;
    private final URI gateway;
    private final int count;
    private final Clock clock = Clock.systemUTC();

    ReminderContender(Platform platform, URI gateway, int count) {
        this.platform = platform;
        this.gateway = gateway;
        this.count = count;
    }

    @Override
    public String name() {
        return "reminder due to mail";
    }

    @Override
    public void warmUp() throws Exception {
        run(WARM_UP);
    }

    @Override
    public Measurement measure() throws Exception {
        return Measurement.latencies(run(count));
    }

    private Histogram run(int reminders) throws Exception {
        String token = platform.tokenOfUser(USER);
        Instant first = clock.instant().plus(LEAD);
        Map<String, Instant> due = new HashMap<>();
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (int i = 0; i < reminders; i++) {
                String title = "Bench " + UUID.randomUUID();
                Instant remindAt = first.plus(INTERVAL.multipliedBy(i));
                create(http, token, title, remindAt);
                due.put(title, remindAt);
            }
            return await(http, due);
        }
    }

    private void create(HttpClient http, String token, String title, Instant remindAt)
            throws IOException, InterruptedException {
        String body = "{\"title\":\"%s\",\"reminders\":[{\"remind_at\":\"%s\",\"notification_method\":\"email\"}]}"
                .formatted(title, remindAt);
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(gateway.resolve("/api/tasks"))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 201) {
            throw new BenchException("A reminder was refused: " + answer.statusCode() + " " + answer.body());
        }
    }

    private Histogram await(HttpClient http, Map<String, Instant> due) throws IOException, InterruptedException {
        long deadline = System.nanoTime()
                + LEAD.plus(INTERVAL.multipliedBy(due.size())).plus(PATIENCE).toNanos();
        while (true) {
            // a look is not free for the catcher: don't look before the last is due
            TimeUnit.SECONDS.sleep(5);
            Map<String, Instant> received = received(http, due);
            if (received.size() == due.size()) {
                Histogram latencies = Load.histogram();
                received.forEach((title, at) -> latencies.recordValue(micros(due.getOrDefault(title, at), at)));
                return latencies;
            }
            if (System.nanoTime() > deadline) {
                throw new BenchException("Only " + received.size() + " of " + due.size() + " mails came.");
            }
        }
    }

    private static long micros(Instant due, Instant received) {
        Duration latency = Duration.between(due, received);
        if (latency.isNegative()) {
            throw new BenchException("A mail came " + latency.negated() + " before its reminder was due.");
        }
        return latency.toNanos() / 1000;
    }

    private Map<String, Instant> received(HttpClient http, Map<String, Instant> due)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(platform.mailPage() + "/api/messages?to=" + ADDRESS))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        Map<String, Instant> received = new HashMap<>();
        for (JsonNode mail : JsonMapper.shared().readTree(answer.body())) {
            String text = mail.path("subject").asString() + mail.path("body").asString();
            due.keySet().stream().filter(text::contains).findFirst().ifPresent(title -> {
                received.merge(
                        title, Instant.parse(mail.path("received_at").asString()), (a, b) -> a.isBefore(b) ? a : b);
            });
        }
        return received;
    }
}
