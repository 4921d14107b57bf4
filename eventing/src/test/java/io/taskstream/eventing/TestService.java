package io.taskstream.eventing;

import io.dapr.Topic;
import io.dapr.springboot.annotations.BulkSubscribe;
import io.taskstream.contracts.TaskEvent;
import io.taskstream.contracts.Topics;
import io.taskstream.eventing.dapr.PubSub;
import io.taskstream.eventing.inbox.BulkAck;
import io.taskstream.eventing.inbox.BulkDelivery;
import io.taskstream.eventing.inbox.ReceivedEvent;
import io.taskstream.eventing.inbox.Subscription;
import io.taskstream.eventing.inbox.Subscriptions;
import io.taskstream.eventing.trace.CauseTrace;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** A service that keeps what it received in a table. */
@SpringBootApplication
class TestService {

    @RestController
    static class TaskEventsListener {
        private final Subscription taskEvents;
        private final JdbcTemplate jdbc;
        final List<@Nullable String> traces = new CopyOnWriteArrayList<>();
        volatile Predicate<TaskEvent> poison = event -> false;

        TaskEventsListener(Subscriptions subscriptions, JdbcTemplate jdbc) {
            this.taskEvents = subscriptions.each(Topics.TASK_EVENTS, this::on);
            this.jdbc = jdbc;
            jdbc.execute("create table if not exists effect (n bigserial primary key, task_id bigint, version bigint)");
        }

        @Topic(pubsubName = PubSub.NAME, name = Topics.TASK_EVENTS, deadLetterTopic = Topics.TASK_EVENTS_DLQ)
        @BulkSubscribe(maxMessagesCount = PubSub.BATCH, maxAwaitDurationMs = PubSub.AWAIT_MS)
        @PostMapping(PubSub.ROUTE + Topics.TASK_EVENTS)
        BulkAck taskEvents(@RequestBody BulkDelivery delivery) {
            return taskEvents.deliver(delivery);
        }

        @Topic(pubsubName = PubSub.NAME, name = Topics.TASK_EVENTS_DLQ, metadata = PubSub.AS_BYTES)
        @BulkSubscribe(maxMessagesCount = PubSub.BATCH, maxAwaitDurationMs = PubSub.AWAIT_MS)
        @PostMapping(PubSub.ROUTE + Topics.TASK_EVENTS_DLQ)
        BulkAck taskEventsDeadLetters(@RequestBody BulkDelivery delivery) {
            return taskEvents.deliverDeadLetters(delivery);
        }

        private void on(ReceivedEvent received) {
            TaskEvent event = (TaskEvent) received.data();
            jdbc.update("insert into effect (task_id, version) values (?, ?)", event.taskId(), event.version());
            traces.add(CauseTrace.traceId(CauseTrace.current()));
            if (poison.test(event)) {
                throw new IllegalStateException("task " + event.taskId() + " is poison");
            }
        }
    }
}
