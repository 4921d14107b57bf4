package io.taskstream.cluster.story;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * Creates a task through the gateway as a chatbot does, and waits until analytics-service knows its event. Its settings
 * come from the environment: GATEWAY, ISSUER, CLIENT_ID, CLIENT_SECRET, TIMEOUT_SECONDS. Ends with 0 if the event came.
 */
public final class Story {
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final Api api;
    private final Clock clock;
    private final Instant deadline;

    private Story(Api api, Clock clock, Duration limit) {
        this.api = api;
        this.clock = clock;
        this.deadline = clock.instant().plus(limit);
    }

    public static void main(String[] arguments) throws InterruptedException {
        Map<String, String> environment = System.getenv();
        Story story = new Story(
                new Api(environment),
                Clock.systemUTC(),
                Duration.ofSeconds(Long.parseLong(environment.getOrDefault("TIMEOUT_SECONDS", "90"))));
        System.exit(story.tell() ? 0 : 1);
    }

    private boolean tell() throws InterruptedException {
        String user = "helm-test-" + UUID.randomUUID();
        Instant started = clock.instant();
        String token = untilDeadline("a token of the issuer", api::token);
        if (token.isEmpty()) {
            return false;
        }
        String task = untilDeadline("a task", () -> api.createTask(token, user));
        if (task.isEmpty()) {
            return false;
        }
        say("Created task %s".formatted(task));
        String event = untilDeadline("its event in the task's history", () -> api.firstEventOf(token, user, task));
        if (event.isEmpty()) {
            return false;
        }
        say("Its event has come through Kafka to analytics-service, %d ms after the start: %s"
                .formatted(Duration.between(started, clock.instant()).toMillis(), event));
        api.deleteTask(token, user, task);
        return true;
    }

    /** Tries until there is an answer; empty if there was none in time. */
    private String untilDeadline(String what, Attempt attempt) throws InterruptedException {
        String failure = "";
        do {
            try {
                String result = attempt.make();
                if (!result.isEmpty()) {
                    return result;
                }
                failure = "there is none yet";
            } catch (java.io.IOException e) {
                failure = String.valueOf(e.getMessage() == null ? e : e.getMessage());
            }
            Thread.sleep(PAUSE);
        } while (clock.instant().isBefore(deadline));
        say("Did not get %s: %s".formatted(what, failure));
        return "";
    }

    private static void say(String line) {
        System.out.println(line);
    }

    @FunctionalInterface
    private interface Attempt {
        /** What was asked for; empty if it isn't there yet. */
        String make() throws java.io.IOException, InterruptedException;
    }
}
