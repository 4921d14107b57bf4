package io.taskstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskstream.contracts.EventType;
import io.taskstream.e2e.platform.Api;
import io.taskstream.e2e.platform.Database;
import io.taskstream.e2e.platform.Platform;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever is killed while reminders ring, each of them rings once. */
class ChaosTests {
    private static final int TASKS = 1_000;
    private static final int REMINDERS_EACH = 10;
    private static final int REMINDERS = TASKS * REMINDERS_EACH;
    private static final Duration SCHEDULING = Duration.ofSeconds(60);
    private static final Duration RINGING = Duration.ofSeconds(60);
    private static final Duration BETWEEN_KILLS = Duration.ofSeconds(5);
    private static final Duration RECOVERY = Duration.ofMinutes(4);
    private static final long SEED = 20_261_121;

    private final Platform platform = Platform.get();
    private final Database reminders = platform.database("reminder");
    private final Database notifications = platform.database("notification");

    @Test
    void ten_thousand_reminders_ring_once_each_while_services_sidecars_and_the_broker_are_killed()
            throws InterruptedException {
        String user = "chaos-" + UUID.randomUUID();
        Api api = platform.chatbotFor(user);
        api.put("/api/preferences", "{\"channels\": {\"reminder\": [\"in_app\"]}}")
                .expect(200);
        Instant first = Instant.now().plus(SCHEDULING);
        IntStream.range(0, TASKS).parallel().forEach(task -> create(api, task, first));
        await().atMost(SCHEDULING)
                .until(() -> reminders.count("select count(*) from reminder where user_id = ?", user) == REMINDERS);

        List<String> killed = killUntil(first.plus(RINGING));
        platform.awaitReady();

        await().atMost(RECOVERY)
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(reminders.count(
                                "select count(*) from reminder where user_id = ? and status = 'SCHEDULED'", user))
                        .isZero());
        await().atMost(RECOVERY)
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(notifications.count(
                                "select count(*) from notification where user_id = ? and status = 'SENT'", user))
                        .isEqualTo(REMINDERS));

        List<JsonNode> rang = events("reminders", EventType.REMINDER_DUE, user);
        assertThat(distinct(rang, "/data/reminder_id")).isEqualTo(REMINDERS);
        assertThat(distinct(rang, "/id")).isEqualTo(REMINDERS);
        List<JsonNode> shown = events("notifications", EventType.NOTIFICATION_IN_APP, user);
        assertThat(distinct(shown, "/data/reminder_id")).isEqualTo(REMINDERS);
        assertThat(distinct(shown, "/id")).isEqualTo(REMINDERS);
        long late = rang.stream()
                .filter(event -> event.at("/data/late").asBoolean())
                .count();
        System.out.printf(
                "Killed %s. Rang: %d reminders, %d of them late; sent twice by the relay after a kill: %d on reminders,"
                        + " %d on notifications, with the same ids.%n",
                killed, REMINDERS, late, rang.size() - REMINDERS, shown.size() - REMINDERS);
    }

    private static void create(Api api, int task, Instant first) {
        String asked = IntStream.range(0, REMINDERS_EACH)
                .mapToObj(i -> first.plus(
                        RINGING.multipliedBy(task * REMINDERS_EACH + i).dividedBy(REMINDERS)))
                .map("{\"remind_at\": \"%s\", \"notification_method\": \"push\"}"::formatted)
                .collect(Collectors.joining(","));
        api.post("/api/tasks", "{\"title\": \"Chaos %d\", \"reminders\": [%s]}".formatted(task, asked))
                .expect(201);
    }

    /** Kills something every few seconds; what, in this order. */
    private List<String> killUntil(Instant end) throws InterruptedException {
        List<String> targets =
                new ArrayList<>(List.of("notification-service", "notification-service-sidecar", "kafka"));
        for (String replica : Platform.REMINDER_REPLICAS) {
            targets.add(replica);
            targets.add(replica + "-sidecar");
        }
        Random random = new Random(SEED);
        List<String> killed = new ArrayList<>();
        while (Instant.now().isBefore(end)) {
            Thread.sleep(BETWEEN_KILLS);
            String target = targets.get(random.nextInt(targets.size()));
            platform.kill(target);
            killed.add(target);
        }
        return killed;
    }

    private List<JsonNode> events(String topic, EventType type, String user) {
        return platform.broker().all(topic).stream()
                .map(ConsumerRecord::value)
                .map(JsonMapper.shared()::readTree)
                .filter(event -> type.wireName().equals(event.path("type").asString())
                        && user.equals(event.at("/data/user_id").asString()))
                .toList();
    }

    private static long distinct(List<JsonNode> events, String pointer) {
        return events.stream()
                .map(event -> event.at(pointer).asString())
                .distinct()
                .count();
    }
}
