package io.taskstream.reminder;

import io.taskstream.api.testing.Client;
import io.taskstream.api.testing.TestIssuer;
import io.taskstream.contracts.Topics;
import io.taskstream.eventing.testing.DeadLetterStory;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

@ServiceTest
class DeadLetterTests {
    @Autowired
    Platform platform;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TestIssuer issuer;

    @Test
    void an_operator_redrives_a_task_that_could_not_be_followed() {
        Client client = new Client(platform.port());
        long task = Platform.newTaskId();
        new DeadLetterStory(
                        platform.sidecar(),
                        jdbc,
                        platform.port(),
                        "reminder-service",
                        client.as(issuer.operatorToken()),
                        client.as(issuer.token("alice")))
                .tell(Topics.TASK_EVENTS, Platform.created(task, "alice"), "task_view", "task_id = " + task);
    }
}
