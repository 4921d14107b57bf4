package io.taskstream.standin;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Creates tasks at a steady rate as a chatbot that tries again until it is answered, each for a user of its own with a
 * reminder by mail; then looks whether each created task is in analytics' history exactly once and each mail has come.
 * Prints a summary as JSON; true if nothing was lost or doubled in effect.
 */
final class Load {
    private static final Duration SETTLE = Duration.ofMinutes(5);

    /** So late that a caller who tries again for a while still asks for a reminder ahead. */
    private static final Duration REMIND_AFTER = Duration.ofSeconds(45);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();
    private final Clock clock = Clock.systemUTC();
    private final String gateway;
    private final String issuer;
    private final String mail;
    private final String secret;
    private final int tasks;
    private final int perSecond;
    private final boolean mails;
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final Map<Integer, String> created = new ConcurrentHashMap<>();
    private final AtomicInteger retries = new AtomicInteger();

    private Load(Map<String, String> environment) {
        this.gateway = environment.getOrDefault("GATEWAY", "http://gateway");
        this.issuer = Objects.requireNonNull(environment.get("ISSUER"));
        this.mail = environment.getOrDefault("MAIL", "http://mail:8080");
        this.secret = Objects.requireNonNull(environment.get("CLIENT_SECRET"));
        this.tasks = Integer.parseInt(environment.getOrDefault("TASKS", "200"));
        this.perSecond = Integer.parseInt(environment.getOrDefault("PER_SECOND", "5"));
        this.mails = Boolean.parseBoolean(environment.getOrDefault("MAILS", "true"));
    }

    static Load of(Map<String, String> environment) {
        return new Load(environment);
    }

    boolean run() throws InterruptedException {
        String token = token();
        List<Thread> callers = new ArrayList<>();
        Semaphore atOnce = new Semaphore(64);
        for (int i = 0; i < tasks; i++) {
            int number = i;
            atOnce.acquire();
            callers.add(Thread.ofVirtual().start(() -> {
                try {
                    create(token, number);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } finally {
                    atOnce.release();
                }
            }));
            Thread.sleep(1000 / perSecond);
        }
        for (Thread caller : callers) {
            caller.join();
        }
        System.out.println("All answered at " + clock.instant() + "; " + retries + " calls were made again");
        return settle(token);
    }

    private void create(String token, int number) throws InterruptedException {
        String user = user(number);
        if (mails) {
            untilAnswered("PUT", token, user, "/api/preferences", "{\"email\": \"" + user + "@example.com\"}");
        }
        String reminders = mails
                ? ", \"reminders\": [{\"remind_at\": \"%s\", \"notification_method\": \"email\"}]"
                        .formatted(clock.instant().plus(REMIND_AFTER))
                : "";
        JsonNode task = untilAnswered(
                "POST", token, user, "/api/tasks", "{\"title\": \"Task %d\"%s}".formatted(number, reminders));
        created.put(number, task.path("task_id").asString());
    }

    private String user(int number) {
        return "load-" + run + "-" + number;
    }

    /** One key over all attempts, as the API asks of its callers. */
    private JsonNode untilAnswered(String method, String token, String user, String path, String body)
            throws InterruptedException {
        String key = UUID.randomUUID().toString();
        while (true) {
            try {
                HttpResponse<String> response = http.send(
                        request(token, user, path)
                                .header("Content-Type", "application/json")
                                .header("Idempotency-Key", key)
                                .method(method, BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
                if (response.statusCode() / 100 == 2) {
                    return JsonMapper.shared().readTree(response.body());
                }
                if (response.statusCode() / 100 == 4 && response.statusCode() != 409 && response.statusCode() != 429) {
                    throw new IllegalStateException(
                            method + " " + path + ": " + response.statusCode() + " " + response.body());
                }
            } catch (IOException e) {
                // the pod that was asked has gone: another one answers
            }
            retries.incrementAndGet();
            Thread.sleep(300);
        }
    }

    private boolean settle(String token) throws InterruptedException {
        Instant deadline = clock.instant().plus(SETTLE);
        Set<Integer> withoutEvent = new TreeSet<>(created.keySet());
        Set<Integer> withoutMail = new TreeSet<>(mails ? created.keySet() : Set.of());
        int doubledEvents = 0;
        int doubledMails = 0;
        while (!(withoutEvent.isEmpty() && withoutMail.isEmpty())
                && clock.instant().isBefore(deadline)) {
            for (Integer number : List.copyOf(withoutEvent)) {
                int events = eventsOf(token, number);
                if (events > 0) {
                    withoutEvent.remove(number);
                    doubledEvents += events - 1;
                }
            }
            if (mails) {
                JsonNode received = get(token, "x", mail + "/");
                withoutMail.removeIf(number -> received.has(user(number) + "@example.com"));
            }
            Thread.sleep(1000);
        }
        if (mails) {
            JsonNode received = get(token, "x", mail + "/");
            for (int number : created.keySet()) {
                doubledMails +=
                        Math.max(0, received.path(user(number) + "@example.com").asInt(0) - 1);
            }
        }
        Map<String, Integer> result = new LinkedHashMap<>();
        result.put("asked_for", tasks);
        result.put("created", created.size());
        result.put("calls_made_again", retries.get());
        result.put("events", created.size() - withoutEvent.size());
        result.put("lost_events", withoutEvent.size());
        result.put("doubled_events", doubledEvents);
        result.put("mailed", mails ? created.size() - withoutMail.size() : 0);
        result.put("lost_mails", withoutMail.size());
        result.put("doubled_mails", doubledMails);
        System.out.println("RESULT " + JsonMapper.shared().writeValueAsString(result));
        // a mail may come twice where a pod dies between sending it and noting so: counted, not a failure
        return created.size() == tasks && withoutEvent.isEmpty() && withoutMail.isEmpty() && doubledEvents == 0;
    }

    /** How often the creation of a task is in its history. */
    private int eventsOf(String token, int number) throws InterruptedException {
        JsonNode history = get(token, user(number), gateway + "/api/tasks/" + created.get(number) + "/history");
        return (int) history.path("items")
                .valueStream()
                .filter(item -> item.toString().contains("task.created"))
                .count();
    }

    private String token() throws InterruptedException {
        String form = "grant_type=client_credentials&client_id=chatbot&client_secret=" + secret;
        while (true) {
            try {
                HttpResponse<String> response = http.send(
                        HttpRequest.newBuilder(URI.create(issuer + "/token"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString(form))
                                .build(),
                        BodyHandlers.ofString());
                return JsonMapper.shared()
                        .readTree(response.body())
                        .path("access_token")
                        .asString();
            } catch (IOException e) {
                Thread.sleep(500);
            }
        }
    }

    /** The JSON there; an empty object if there is no answer now. */
    private JsonNode get(String token, String user, String address) throws InterruptedException {
        try {
            HttpResponse<String> response = http.send(
                    HttpRequest.newBuilder(URI.create(address))
                            .timeout(Duration.ofSeconds(10))
                            .header("Authorization", "Bearer " + token)
                            .header("X-Act-For-User", user)
                            .build(),
                    BodyHandlers.ofString());
            if (response.statusCode() == 200) {
                return JsonMapper.shared().readTree(response.body());
            }
        } catch (IOException e) {
            // asked again in a second
        }
        return JsonMapper.shared().createObjectNode();
    }

    private HttpRequest.Builder request(String token, String user, String path) {
        return HttpRequest.newBuilder(URI.create(gateway + path))
                .timeout(Duration.ofSeconds(15))
                .header("Authorization", "Bearer " + token)
                .header("X-Act-For-User", user);
    }
}
