package io.taskstream.reminder.reminders;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskstream.api.testing.Client;
import io.taskstream.api.testing.TestIssuer;
import io.taskstream.reminder.Platform;
import io.taskstream.reminder.ServiceTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServiceTest
class ReminderPurgeTests {
    private static final Instant LATER = Instant.now().plus(Duration.ofDays(10)).truncatedTo(ChronoUnit.SECONDS);

    @Autowired
    Platform platform;

    @Autowired
    TestIssuer issuer;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ReminderPurge purge;

    private final String user = "purged" + Platform.newTaskId();

    @Test
    void a_reminder_that_ended_long_ago_is_forgotten_with_its_history() {
        long rung = platform.task(user, LATER);
        ring(rung);
        long cancelled = platform.task(user, LATER);
        platform.deliver(Platform.completed(cancelled, user, 2));
        long reminder = reminderOf(rung);
        timePasses(rung, 91);
        timePasses(cancelled, 91);
        Client client = new Client(platform.port()).as(issuer.token(user));

        purge.purge();

        assertThat(platform.statuses(rung)).isEmpty();
        assertThat(platform.statuses(cancelled)).isEmpty();
        assertThat(historyOf(reminder)).isZero();
        assertThat(client.get("/api/reminders/" + reminder).status()).isEqualTo(404);
        assertThat(client.get("/api/reminders/" + reminder + "/history").status())
                .isEqualTo(404);
        assertThat(client.get("/api/tasks/" + rung + "/reminders").json().get("items"))
                .isEmpty();
    }

    @Test
    void one_that_ended_lately_or_is_to_ring_is_kept_with_its_history() {
        long rungLately = platform.task(user, LATER);
        ring(rungLately);
        timePasses(rungLately, 89);
        long scheduledLongAgo = platform.task(user, LATER);
        timePasses(scheduledLongAgo, 1_000);

        purge.purge();

        assertThat(platform.statuses(rungLately)).containsExactly("FIRED");
        assertThat(historyOf(reminderOf(rungLately))).isEqualTo(2);
        assertThat(platform.statuses(scheduledLongAgo)).containsExactly("SCHEDULED");
        assertThat(historyOf(reminderOf(scheduledLongAgo))).isEqualTo(1);
    }

    @Test
    void one_that_follows_the_due_date_of_an_open_task_has_not_ended() {
        platform.preferences(user, 1, data -> data.remove(List.of("working_days", "quiet_hours")));
        long open = platform.taskDue(user, LATER);
        long closed = platform.taskDue(user, LATER);
        ring(open);
        ring(closed);
        platform.deliver(Platform.completed(closed, user, 2));
        timePasses(open, 1_000);
        timePasses(closed, 91);

        purge.purge();
        platform.deliver(Platform.due(open, user, 2, LATER.plus(Duration.ofDays(300))));

        assertThat(platform.statuses(closed)).isEmpty();
        assertThat(platform.statuses(open)).containsOnly("SCHEDULED");
    }

    @Test
    void many_are_forgotten_at_once_also_behind_many_that_are_kept() {
        long open = platform.task(user);
        long closed = platform.task(user);
        platform.deliver(Platform.completed(closed, user, 2));
        rungLongAgo(open, 2 * ReminderPurge.BATCH, 92);
        rungLongAgo(closed, 2 * ReminderPurge.BATCH, 91);

        purge.purge();

        assertThat(platform.statuses(open)).hasSize(2 * ReminderPurge.BATCH);
        assertThat(platform.statuses(closed)).isEmpty();
    }

    private void ring(long task) {
        platform.dueSince(task, Duration.ZERO);
        platform.tickUntil(() -> assertThat(platform.statuses(task)).containsOnly("FIRED"));
    }

    private void timePasses(long task, int days) {
        jdbc.sql("update reminder set updated_at = updated_at - make_interval(days => ?) where task_id = ?")
                .params(days, task)
                .update();
    }

    /** Reminders relative to the due date. */
    private void rungLongAgo(long task, int count, int daysAgo) {
        jdbc.sql("""
                        insert into reminder (reminder_id, task_id, user_id, remind_at, before_due_seconds,
                            notification_method, status, occurrence, fired_at, late, version, created_at, updated_at)
                        select nextval('reminder_seq'), :task, :user, at, 60, 'EMAIL', 'FIRED', 1, at, false, 1, at, at
                        from (select now() - make_interval(days => :daysAgo) as at) then_, generate_series(1, :count)
                        """)
                .param("task", task)
                .param("user", user)
                .param("daysAgo", daysAgo)
                .param("count", count)
                .update();
    }

    private long reminderOf(long task) {
        return jdbc.sql("select reminder_id from reminder where task_id = ?")
                .param(task)
                .query(Long.class)
                .single();
    }

    private int historyOf(long reminder) {
        return jdbc.sql("select count(*) from reminder_history where reminder_id = ?")
                .param(reminder)
                .query(Integer.class)
                .single();
    }
}
