package io.taskstream.bench.publish;

import com.github.f4b6a3.uuid.UuidCreator;
import io.taskstream.contracts.Envelope;
import io.taskstream.contracts.EventJson;
import io.taskstream.contracts.TaskChange;
import io.taskstream.contracts.TaskData;
import io.taskstream.contracts.TaskEvent;
import io.taskstream.contracts.TaskStatus;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;

/** Events as task-service publishes them when tasks are created, each with a key of its own. */
public final class BenchEvents {
    private static final Instant NOW = Instant.parse("2026-01-26T10:00:00.123456Z");
    private static final String CAUSE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00";

    private BenchEvents() {}

    /** Of the tasks 1 to {@code count}. */
    public static List<BenchEvent> upTo(int count) {
        return LongStream.rangeClosed(1, count).mapToObj(BenchEvents::created).toList();
    }

    /** Of that task. */
    public static BenchEvent created(long taskId) {
        UUID id = UuidCreator.getTimeOrderedEpoch();
        TaskData data = new TaskData(
                "Buy groceries " + taskId,
                "Milk, bread, 12 eggs",
                Instant.parse("2099-01-27T10:00:00Z"),
                TaskStatus.PENDING);
        TaskEvent event = new TaskEvent(
                TaskChange.CREATED, taskId, "bench-user-" + taskId % 1_000, data, NOW, 1, "chatbot", null);
        return new BenchEvent(
                id, event.partitionKey(), EventJson.write(Envelope.of(id, "/task-service", NOW, CAUSE, event)));
    }
}
