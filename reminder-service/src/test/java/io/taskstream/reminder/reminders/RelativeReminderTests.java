package io.taskstream.reminder.reminders;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskstream.api.testing.Client;
import io.taskstream.api.testing.Client.Answer;
import io.taskstream.api.testing.TestIssuer;
import io.taskstream.reminder.Platform;
import io.taskstream.reminder.ServiceTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@ServiceTest
class RelativeReminderTests {
    private static final Instant DUE = Instant.now().plus(Duration.ofDays(3)).truncatedTo(ChronoUnit.SECONDS);
    private static final Instant LATER = DUE.plus(Duration.ofDays(7));
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String AN_HOUR_BEFORE = """
            {"before_due": "PT1H", "notification_method": "email"}""";

    @Autowired
    Platform platform;

    @Autowired
    TestIssuer issuer;

    private Client alice;

    @BeforeEach
    void logIn() {
        alice = new Client(platform.port()).as(issuer.token("alice"));
    }

    private JsonNode set(long task) {
        Answer answer = alice.post("/api/tasks/" + task + "/reminders", AN_HOUR_BEFORE);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json();
    }

    private JsonNode only(long task) {
        return alice.get("/api/tasks/" + task + "/reminders").json().at("/items/0");
    }

    @Test
    void it_rings_that_long_before_the_task_is_due() {
        long task = platform.taskDue("alice", DUE);

        JsonNode reminder = set(task);

        assertThat(reminder.get("status").asString()).isEqualTo("scheduled");
        assertThat(reminder.get("before_due").asString()).isEqualTo("PT1H");
        assertThat(reminder.get("remind_at").asString())
                .isEqualTo(DUE.minus(HOUR).toString());
    }

    @Test
    void it_moves_with_the_due_date_and_one_at_a_fixed_instant_does_not() {
        long task = platform.taskDue("alice", DUE);
        set(task);
        alice.post("/api/tasks/" + task + "/reminders", """
                {"remind_at": "%s", "notification_method": "email"}""".formatted(DUE.minus(HOUR)));

        platform.deliver(Platform.due(task, "alice", 2, LATER));

        JsonNode items = alice.get("/api/tasks/" + task + "/reminders").json().get("items");
        assertThat(items.at("/0/remind_at").asString())
                .isEqualTo(LATER.minus(HOUR).toString());
        assertThat(items.at("/0/version").asLong()).isEqualTo(2);
        assertThat(items.at("/1/remind_at").asString())
                .isEqualTo(DUE.minus(HOUR).toString());
        assertThat(platform.history(task))
                .containsExactly("scheduled asked", "scheduled asked", "rescheduled due_date_moved");
    }

    @Test
    void events_that_come_twice_or_too_late_move_nothing() {
        long task = platform.taskDue("alice", DUE);
        set(task);
        ObjectNode newest = Platform.due(task, "alice", 3, LATER);

        platform.deliver(newest, newest, Platform.due(task, "alice", 2, DUE.plusSeconds(60)));

        assertThat(only(task).get("remind_at").asString())
                .isEqualTo(LATER.minus(HOUR).toString());
        assertThat(platform.history(task)).containsExactly("scheduled asked", "rescheduled due_date_moved");
    }

    @Test
    void without_a_due_date_it_waits_for_one() {
        long task = platform.taskDue("alice", null);

        JsonNode reminder = set(task);

        assertThat(reminder.get("status").asString()).isEqualTo("waiting");
        assertThat(reminder.has("remind_at")).isFalse();
        platform.deliver(Platform.due(task, "alice", 2, DUE));
        assertThat(only(task).get("status").asString()).isEqualTo("scheduled");
        assertThat(only(task).get("remind_at").asString())
                .isEqualTo(DUE.minus(HOUR).toString());
        assertThat(platform.history(task)).containsExactly("suppressed no_due_date", "scheduled due_date_set");
    }

    @Test
    void a_due_date_that_is_taken_away_or_moves_too_near_keeps_it_silent_and_the_history_says_why() {
        long task = platform.taskDue("alice", DUE);
        set(task);

        platform.deliver(Platform.due(task, "alice", 2, null));
        assertThat(platform.statuses(task)).containsExactly("WAITING");
        platform.deliver(Platform.due(task, "alice", 3, Instant.now().plus(Duration.ofMinutes(30))));
        assertThat(platform.statuses(task)).containsExactly("WAITING");
        platform.deliver(Platform.due(task, "alice", 4, LATER));
        assertThat(platform.statuses(task)).containsExactly("SCHEDULED");

        assertThat(platform.history(task))
                .containsExactly(
                        "scheduled asked",
                        "suppressed due_date_removed",
                        "suppressed already_past",
                        "scheduled due_date_set");
    }

    @Test
    void one_that_would_have_rung_already_is_refused() {
        long task = platform.taskDue("alice", Instant.now().plus(Duration.ofMinutes(30)));

        Answer answer = alice.post("/api/tasks/" + task + "/reminders", AN_HOUR_BEFORE);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().get("detail").asString()).contains("past");
        assertThat(platform.statuses(task)).isEmpty();
        assertThat(platform.history(task)).isEmpty();
    }

    @Test
    void one_that_has_fired_rings_again_before_a_new_due_date() {
        long task = platform.taskDue("alice", DUE);
        set(task);
        platform.dueSince(task, Duration.ZERO);
        platform.tickUntil(() -> assertThat(platform.statuses(task)).containsExactly("FIRED"));

        platform.deliver(Platform.updated(task, "alice", 2, "Buy bread"));
        platform.deliver(Platform.due(task, "alice", 3, LATER));

        assertThat(only(task).get("status").asString()).isEqualTo("scheduled");
        assertThat(only(task).get("occurrence").asInt()).isEqualTo(2);
        assertThat(only(task).get("remind_at").asString())
                .isEqualTo(LATER.minus(HOUR).toString());
    }

    @Test
    void completion_cancels_also_one_that_waits() {
        long task = platform.taskDue("alice", null);
        set(task);

        platform.deliver(Platform.completed(task, "alice", 2));

        assertThat(platform.statuses(task)).containsExactly("CANCELLED");
        assertThat(platform.history(task)).containsExactly("suppressed no_due_date", "cancelled task_completed");
    }

    @Test
    void tasks_with_a_due_date_get_the_default_reminders_of_their_user() {
        platform.preferences("dora", 1, data -> {
            data.remove("quiet_hours");
            data.remove("working_days");
            data.withArray("default_reminders")
                    .addObject()
                    .put("before", "P30D")
                    .put("notification_method", "push");
        });

        long task = platform.taskDue("dora", DUE);

        assertThat(platform.statuses(task)).containsExactly("SCHEDULED", "WAITING");
        assertThat(platform.history(task)).containsExactly("scheduled default_reminder", "suppressed already_past");
        JsonNode first = new Client(platform.port())
                .as(issuer.token("dora"))
                .get("/api/tasks/" + task + "/reminders")
                .json()
                .at("/items/0");
        assertThat(first.get("origin").asString()).isEqualTo("default");
        assertThat(first.get("remind_at").asString()).isEqualTo(DUE.minus(HOUR).toString());
    }

    @Test
    void relative_ones_may_come_with_their_task_and_then_it_gets_no_default_ones() {
        platform.preferences("dean", 1, data -> data.remove("working_days"));
        long task = Platform.newTaskId();
        ObjectNode created = Platform.created(task, "dean");
        ObjectNode data = (ObjectNode) created.get("data");
        ((ObjectNode) data.get("task_data")).put("due_date", DUE.toString());
        data.putArray("relative_reminders").addObject().put("before_due", "P1D").put("notification_method", "push");

        platform.deliver(created);

        JsonNode items = new Client(platform.port())
                .as(issuer.token("dean"))
                .get("/api/tasks/" + task + "/reminders")
                .json()
                .get("items");
        assertThat(items).hasSize(1);
        assertThat(items.at("/0/before_due").asString()).isEqualTo("PT24H");
        assertThat(items.at("/0/origin").asString()).isEqualTo("with_task");
    }

    @Test
    void default_ones_come_with_the_first_due_date_and_only_with_that() {
        platform.preferences("dina", 1, data -> data.remove(List.of("quiet_hours", "working_days")));
        long task = platform.taskDue("dina", null);
        platform.deliver(Platform.due(task, "dina", 2, null));
        assertThat(platform.statuses(task)).isEmpty();

        platform.deliver(Platform.due(task, "dina", 3, DUE));
        assertThat(platform.history(task)).containsExactly("scheduled default_reminder");
        platform.deliver(Platform.due(task, "dina", 4, null));
        platform.deliver(Platform.due(task, "dina", 5, LATER));

        assertThat(platform.statuses(task)).containsExactly("SCHEDULED");
        assertThat(platform.history(task))
                .containsExactly("scheduled default_reminder", "suppressed due_date_removed", "scheduled due_date_set");
    }

    @Test
    void default_ones_come_also_if_the_due_date_is_known_before_the_creation() {
        platform.preferences("dorian", 1, data -> data.remove(List.of("quiet_hours", "working_days")));
        long task = Platform.newTaskId();
        platform.deliver(Platform.due(task, "dorian", 2, DUE));
        assertThat(platform.statuses(task)).isEmpty();

        platform.deliver(created(task, "dorian"));

        assertThat(platform.statuses(task)).containsExactly("SCHEDULED");
        long other = Platform.newTaskId();
        platform.deliver(
                Platform.due(other, "dorian", 2, null),
                created(other, "dorian"),
                Platform.due(other, "dorian", 3, DUE));
        assertThat(platform.statuses(other)).containsExactly("SCHEDULED");
    }

    @Test
    void who_has_set_a_reminder_by_then_or_has_asked_for_none_gets_no_default_ones_with_a_due_date() {
        platform.preferences("dylan", 1, data -> {});
        long cared = platform.taskDue("dylan", null);
        new Client(platform.port())
                .as(issuer.token("dylan"))
                .post("/api/tasks/" + cared + "/reminders", AN_HOUR_BEFORE);
        long none = platform.task("dylan");
        long completed = platform.taskDue("dylan", null);
        platform.deliver(Platform.completed(completed, "dylan", 2));

        platform.deliver(Platform.due(cared, "dylan", 2, DUE), Platform.due(none, "dylan", 2, DUE));

        assertThat(platform.statuses(cared)).hasSize(1);
        assertThat(platform.statuses(none)).isEmpty();
        assertThat(platform.statuses(completed)).isEmpty();
    }

    private static ObjectNode created(long task, String user) {
        ObjectNode created = Platform.created(task, user);
        ((ObjectNode) created.get("data")).remove("reminders");
        ((ObjectNode) created.at("/data/task_data")).remove("due_date");
        return created;
    }

    @Test
    void whoever_asks_for_reminders_or_has_no_due_date_gets_no_default_ones() {
        platform.preferences("dave", 1, data -> {});

        assertThat(platform.statuses(platform.taskDue("dave", null))).isEmpty();
        assertThat(platform.statuses(platform.task("dave", DUE))).hasSize(1);
        assertThat(platform.statuses(platform.task("dave"))).isEmpty();
    }
}
