package io.taskstream.analytics;

import io.taskstream.contracts.EventType;
import io.taskstream.contracts.Topics;
import io.taskstream.eventing.testing.DeadLetterStory;
import io.taskstream.eventing.testing.GoldenEvents;
import io.taskstream.eventing.testing.RunningService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@RunningService
class DeadLetterTests {
    @Autowired
    DeadLetterStory story;

    @Test
    void an_operator_redrives_an_event_that_could_not_be_stored() {
        story.tell(
                Topics.TASK_EVENTS,
                GoldenEvents.of(EventType.TASK_CREATED, data -> data.put("task_id", 777_777)),
                "event",
                "task_id = 777777");
    }
}
