package io.taskstream.notification;

import io.taskstream.contracts.Topics;
import io.taskstream.eventing.testing.DeadLetterStory;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ServiceTest
class DeadLetterTests {
    @Autowired
    DeadLetterStory story;

    @Test
    void an_operator_redrives_a_reminder_that_could_not_be_stored() {
        String user = Platform.newUser();
        story.tell(
                Topics.REMINDERS,
                Platform.ring(user, "email", "Buy groceries"),
                "notification",
                "user_id = '" + user + "'");
    }
}
