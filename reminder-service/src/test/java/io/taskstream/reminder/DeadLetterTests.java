package io.taskstream.reminder;

import io.taskstream.contracts.Topics;
import io.taskstream.eventing.testing.DeadLetterStory;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ServiceTest
class DeadLetterTests {
    @Autowired
    DeadLetterStory story;

    @Test
    void an_operator_redrives_a_task_that_could_not_be_followed() {
        long task = Platform.newTaskId();
        story.tell(Topics.TASK_EVENTS, Platform.created(task, "alice"), "task_view", "task_id = " + task);
    }
}
