package io.taskstream.reminder.reminders;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskstream.api.testing.Client;
import io.taskstream.api.testing.TestIssuer;
import io.taskstream.reminder.Platform;
import io.taskstream.reminder.ServiceTest;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@ServiceTest
class HistoryTests {
    private static final Instant TOMORROW = Instant.now().plus(Duration.ofDays(1));

    @Autowired
    Platform platform;

    @Autowired
    TestIssuer issuer;

    private Client alice;

    @BeforeEach
    void logIn() {
        alice = new Client(platform.port()).as(issuer.token("alice"));
    }

    private static String of(Client client, long task) {
        JsonNode reminder =
                client.get("/api/tasks/" + task + "/reminders").json().at("/items/0");
        return "/api/reminders/" + reminder.get("reminder_id").asLong();
    }

    @Test
    void a_deferral_is_explained_in_the_users_own_time() {
        platform.preferences("nina", 1, data -> data.remove("working_days"));
        Client nina = new Client(platform.port()).as(issuer.token("nina"));
        long task = platform.task("nina", Instant.parse("2027-03-27T22:30:00Z"));

        JsonNode reminder = nina.get(of(nina, task)).json();
        JsonNode history = nina.get(of(nina, task) + "/history").json().get("items");

        assertThat(reminder.get("remind_at").asString()).isEqualTo("2027-03-28T05:00:00Z");
        assertThat(reminder.get("deferred_from").asString()).isEqualTo("2027-03-27T22:30:00Z");
        assertThat(reminder.get("deferral").asString()).isEqualTo("quiet_hours");
        assertThat(history).hasSize(2);
        assertThat(history.at("/0/what").asString()).isEqualTo("scheduled");
        assertThat(history.at("/1/what").asString()).isEqualTo("deferred");
        assertThat(history.at("/1/reason").asString()).isEqualTo("quiet_hours");
        assertThat(history.at("/1/from").asString()).isEqualTo("2027-03-27T22:30:00Z");
        assertThat(history.at("/1/to").asString()).isEqualTo("2027-03-28T05:00:00Z");
        assertThat(history.at("/1/explanation").asString())
                .isEqualTo("Deferred from 2027-03-27 23:30 to 2027-03-28 07:00 Europe/Berlin: quiet hours");
    }

    @Test
    void days_off_defer_unless_the_reminder_does_not_care() {
        platform.preferences("wanda", 1, data -> data.remove("quiet_hours"));
        Client wanda = new Client(platform.port()).as(issuer.token("wanda"));
        long task = platform.task("wanda");
        String saturday = """
                {"remind_at": "2027-03-27T12:00:00Z", "notification_method": "email", "ignore_quiet_hours": %s}""";

        JsonNode deferred = wanda.post("/api/tasks/" + task + "/reminders", saturday.formatted(false))
                .json();
        JsonNode undeterred = wanda.post("/api/tasks/" + task + "/reminders", saturday.formatted(true))
                .json();

        assertThat(deferred.get("remind_at").asString()).isEqualTo("2027-03-29T06:00:00Z");
        assertThat(deferred.get("deferral").asString()).isEqualTo("working_days");
        assertThat(undeterred.get("remind_at").asString()).isEqualTo("2027-03-27T12:00:00Z");
        assertThat(undeterred.has("deferral")).isFalse();
    }

    @Test
    void preferences_that_allow_more_let_a_deferred_reminder_ring_when_it_was_wanted() {
        platform.preferences("rosa", 1, data -> data.remove("working_days"));
        Client rosa = new Client(platform.port()).as(issuer.token("rosa"));
        long task = platform.task("rosa", Instant.parse("2027-03-27T22:30:00Z"));

        platform.preferences("rosa", 2, data -> {
            data.remove("working_days");
            data.remove("quiet_hours");
        });

        JsonNode reminder = rosa.get(of(rosa, task)).json();
        assertThat(reminder.get("remind_at").asString()).isEqualTo("2027-03-27T22:30:00Z");
        assertThat(reminder.has("deferral")).isFalse();
        assertThat(platform.history(task))
                .containsExactly(
                        "scheduled asked_with_task", "deferred quiet_hours", "rescheduled preferences_changed");
    }

    @Test
    void a_ring_and_a_cancellation_are_told_with_their_reasons() {
        long rung = platform.task("alice", TOMORROW);
        platform.dueSince(rung, Duration.ZERO);
        platform.tickUntil(() -> assertThat(platform.statuses(rung)).containsExactly("FIRED"));
        assertThat(platform.history(rung)).containsExactly("scheduled asked_with_task", "fired due");

        long cancelled = platform.task("alice", TOMORROW);
        alice.delete(of(alice, cancelled));
        alice.delete(of(alice, cancelled));
        assertThat(platform.history(cancelled)).containsExactly("scheduled asked_with_task", "cancelled by_user");

        long deleted = platform.task("alice", TOMORROW);
        String path = of(alice, deleted);
        platform.deliver(Platform.deleted(deleted, "alice", 2));
        assertThat(alice.get(path + "/history")
                        .json()
                        .at("/items/1/explanation")
                        .asString())
                .isEqualTo("Cancelled: the task is deleted");
    }

    @Test
    void it_comes_in_pages_and_only_to_its_owner() {
        long task = platform.task("alice", TOMORROW);
        String path = of(alice, task);
        for (int i = 0; i < 4; i++) {
            alice.post(path + "/snooze", "{\"for\": \"PT1H\"}");
        }

        assertThat(alice.pages(path + "/history", 2))
                .extracting(item -> item.get("what").asString())
                .containsExactly("scheduled", "snoozed", "snoozed", "snoozed", "snoozed");
        assertThat(new Client(platform.port())
                        .as(issuer.token("bob"))
                        .get(path + "/history")
                        .status())
                .isEqualTo(404);
        assertThat(alice.get(path + "/history?limit=0").status()).isEqualTo(400);
        assertThat(alice.get(path + "/history?since=now").status()).isEqualTo(400);
    }
}
