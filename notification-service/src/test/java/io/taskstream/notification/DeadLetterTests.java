package io.taskstream.notification;

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
    void an_operator_redrives_a_reminder_that_could_not_be_stored() {
        Client client = new Client(platform.port());
        String user = Platform.newUser();
        new DeadLetterStory(
                        platform.sidecar(),
                        jdbc,
                        platform.port(),
                        "notification-service",
                        client.as(issuer.operatorToken()),
                        client.as(issuer.token("alice")))
                .tell(
                        Topics.REMINDERS,
                        Platform.ring(user, "email", "Buy groceries"),
                        "notification",
                        "user_id = '" + user + "'");
    }
}
