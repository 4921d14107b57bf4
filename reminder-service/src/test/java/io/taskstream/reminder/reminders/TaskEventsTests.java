package io.taskstream.reminder.reminders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskstream.reminder.Platform;
import io.taskstream.reminder.ServiceTest;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.node.ObjectNode;

@ServiceTest
class TaskEventsTests {
    private static final Instant TOMORROW = Instant.now().plus(Duration.ofDays(1));

    @Autowired
    Platform platform;

    @Test
    void reminders_asked_for_with_a_task_are_scheduled_once_however_often_the_event_comes() {
        long task = Platform.newTaskId();
        ObjectNode created = Platform.created(task, "alice", TOMORROW, TOMORROW.plusSeconds(60));

        assertThat(platform.deliver(created)).containsExactly("SUCCESS");
        assertThat(platform.deliver(created, created)).containsExactly("SUCCESS", "SUCCESS");

        assertThat(platform.statuses(task)).containsExactly("SCHEDULED", "SCHEDULED");
    }

    @Test
    void completion_cancels_what_would_still_ring() {
        long task = platform.task("alice", TOMORROW, TOMORROW);

        platform.deliver(Platform.completed(task, "alice", 2));

        assertThat(platform.statuses(task)).containsExactly("CANCELLED", "CANCELLED");
    }

    @Test
    void deletion_cancels_what_would_still_ring() {
        long task = platform.task("alice", TOMORROW);

        platform.deliver(Platform.deleted(task, "alice", 2));

        assertThat(platform.statuses(task)).containsExactly("CANCELLED");
    }

    @Test
    void a_task_created_and_completed_within_one_delivery_keeps_no_scheduled_reminder() {
        long task = Platform.newTaskId();

        platform.deliver(Platform.created(task, "alice", TOMORROW), Platform.completed(task, "alice", 2));

        assertThat(platform.statuses(task)).containsExactly("CANCELLED");
    }

    @Test
    void a_creation_that_comes_after_the_completion_schedules_nothing() {
        long task = Platform.newTaskId();
        platform.deliver(Platform.completed(task, "alice", 2));

        assertThat(platform.deliver(Platform.created(task, "alice", TOMORROW))).containsExactly("SUCCESS");

        assertThat(platform.statuses(task)).containsExactly("CANCELLED");
    }

    @Test
    void an_old_completion_changes_nothing_for_a_task_that_is_open_again() {
        long task = platform.task("alice", TOMORROW);
        platform.deliver(Platform.updated(task, "alice", 3, "Buy bread"));

        platform.deliver(Platform.completed(task, "alice", 2));

        assertThat(platform.statuses(task)).containsExactly("SCHEDULED");
    }

    @Test
    void a_reminder_rings_with_the_newest_title_whatever_the_order_in_which_titles_came() {
        long task = platform.task("alice", TOMORROW);
        platform.deliver(Platform.updated(task, "alice", 3, "newest"), Platform.updated(task, "alice", 2, "older"));

        platform.dueSince(task, Duration.ZERO);
        platform.tick();

        await().untilAsserted(() -> assertThat(platform.rung(task)).hasSize(1));
        assertThat(platform.rung(task).getFirst().at("/data/task_title").asString())
                .isEqualTo("newest");
    }

    @Test
    void an_event_that_can_not_be_applied_comes_again_while_those_around_it_are_applied() {
        long good = Platform.newTaskId();
        long bad = Platform.newTaskId();
        ObjectNode impossible = Platform.updated(bad, "alice", 1, "no \0 in PostgreSQL");

        assertThat(platform.deliver(impossible, Platform.created(good, "alice", TOMORROW)))
                .containsExactly("RETRY", "SUCCESS");

        assertThat(platform.statuses(good)).containsExactly("SCHEDULED");
    }
}
