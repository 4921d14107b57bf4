package io.taskstream.reminder;

import static org.awaitility.Awaitility.await;

import io.taskstream.contracts.EventType;
import io.taskstream.contracts.Topics;
import io.taskstream.eventing.testing.FakeSidecar;
import io.taskstream.eventing.testing.GoldenEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.awaitility.core.ThrowingRunnable;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The rest of the platform, as this service sees it: tasks that change, a clock that ticks, and what it hears of us. */
@TestComponent
public class Platform {
    /** The trace id of every golden event. */
    public static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";

    private static final AtomicLong TASK_IDS = new AtomicLong(1_000);

    private final FakeSidecar sidecar;
    private final JdbcClient jdbc;
    private final Environment environment;

    Platform(FakeSidecar sidecar, JdbcClient jdbc, Environment environment) {
        this.sidecar = sidecar;
        this.jdbc = jdbc;
        this.environment = environment;
    }

    public int port() {
        return environment.getRequiredProperty("local.server.port", Integer.class);
    }

    public FakeSidecar sidecar() {
        return sidecar;
    }

    public static long newTaskId() {
        return TASK_IDS.incrementAndGet();
    }

    /** A new task has arrived, with e-mail reminders at these instants. */
    public long task(String user, Instant... remindAt) {
        long taskId = newTaskId();
        List<String> answers = deliver(created(taskId, user, remindAt));
        if (!answers.equals(List.of("SUCCESS"))) {
            throw new AssertionError("The task's event was answered with " + answers);
        }
        return taskId;
    }

    public List<String> deliver(JsonNode... events) {
        return sidecar.deliver(port(), Topics.TASK_EVENTS, events);
    }

    public static ObjectNode created(long taskId, String user, Instant... remindAt) {
        ObjectNode event = about(EventType.TASK_CREATED, taskId, user, 1);
        ArrayNode reminders = ((ObjectNode) event.get("data")).putArray("reminders");
        for (Instant instant : remindAt) {
            reminders.addObject().put("remind_at", instant.toString()).put("notification_method", "email");
        }
        return event;
    }

    public static ObjectNode updated(long taskId, String user, long version, String title) {
        ObjectNode event = about(EventType.TASK_UPDATED, taskId, user, version);
        ((ObjectNode) event.get("data").get("task_data")).put("title", title);
        return event;
    }

    /** A task with a due date, or without one if it is null. */
    public static ObjectNode due(long taskId, String user, long version, @Nullable Instant dueDate) {
        return withDueDate(about(EventType.TASK_UPDATED, taskId, user, version), dueDate);
    }

    /** A new task has arrived that has a due date, and no reminders asked for with it. */
    public long taskDue(String user, @Nullable Instant dueDate) {
        long taskId = newTaskId();
        ObjectNode created = withDueDate(about(EventType.TASK_CREATED, taskId, user, 1), dueDate);
        ((ObjectNode) created.get("data")).remove("reminders");
        List<String> answers = deliver(created);
        if (!answers.equals(List.of("SUCCESS"))) {
            throw new AssertionError("The task's event was answered with " + answers);
        }
        return taskId;
    }

    private static ObjectNode withDueDate(ObjectNode event, @Nullable Instant dueDate) {
        ObjectNode task = (ObjectNode) event.get("data").get("task_data");
        task.remove("due_date");
        if (dueDate != null) {
            task.put("due_date", dueDate.toString());
        }
        return event;
    }

    /** The user's preferences have become known: those of the golden event, changed. */
    public void preferences(String user, long version, Consumer<ObjectNode> changes) {
        List<String> answers =
                sidecar.deliver(port(), Topics.NOTIFICATIONS, preferencesChanged(user, version, changes));
        if (!answers.equals(List.of("SUCCESS"))) {
            throw new AssertionError("The preferences' event was answered with " + answers);
        }
    }

    public static ObjectNode preferencesChanged(String user, long version, Consumer<ObjectNode> changes) {
        ObjectNode event = GoldenEvents.of(EventType.PREFERENCES_CHANGED, data -> {
            data.put("user_id", user).put("version", version);
            changes.accept(data);
        });
        return event.put("subject", user).put("partitionkey", user);
    }

    public static ObjectNode completed(long taskId, String user, long version) {
        return about(EventType.TASK_COMPLETED, taskId, user, version);
    }

    public static ObjectNode deleted(long taskId, String user, long version) {
        return about(EventType.TASK_DELETED, taskId, user, version);
    }

    private static ObjectNode about(EventType type, long taskId, String user, long version) {
        ObjectNode event = GoldenEvents.of(
                type, data -> data.put("task_id", taskId).put("user_id", user).put("version", version));
        return event.put("subject", Long.toString(taskId)).put("partitionkey", Long.toString(taskId));
    }

    /** What the histories of a task's reminders say: what and why, in the order in which it became of them. */
    public List<String> history(long taskId) {
        return jdbc.sql("""
                        select lower(h.what) || ' ' || lower(h.reason) from reminder_history h
                            join reminder r on r.reminder_id = h.reminder_id
                        where r.task_id = ? order by h.history_id
                        """).param(taskId).query(String.class).list();
    }

    /** The cron binding ticks. */
    public void tick() {
        int status = sidecar.post(port(), "/dapr/bindings/reminder-tick", "").statusCode();
        if (status != 200) {
            throw new AssertionError("The tick was answered with " + status);
        }
    }

    /** The cron binding ticks until something is so, as it does all day. */
    public void tickUntil(ThrowingRunnable assertion) {
        await().untilAsserted(() -> {
            tick();
            assertion.run();
        });
    }

    /** The reminders of a task come due as if that much time had passed beyond each of them. */
    public void dueSince(long taskId, Duration ago) {
        jdbc.sql("update reminder set remind_at = clock_timestamp() - make_interval(secs => ?) where task_id = ?")
                .params(ago.toMillis() / 1000.0, taskId)
                .update();
    }

    /** What the reminders of a task are, in the order of their ids. */
    public List<String> statuses(long taskId) {
        return jdbc.sql("select status from reminder where task_id = ? order by reminder_id")
                .param(taskId)
                .query(String.class)
                .list();
    }

    /** The reminders of a task of which the platform has heard that they ring. */
    public List<JsonNode> rung(long taskId) {
        return sidecar.published(Topics.REMINDERS).stream()
                .filter(event -> event.get("data").get("task_id").asLong() == taskId)
                .toList();
    }

    /** Events about a task that are committed and not published. */
    public int waiting(long taskId) {
        return jdbc.sql("select count(*) from outbox where event_key = ?")
                .param(Long.toString(taskId))
                .query(Integer.class)
                .single();
    }
}
