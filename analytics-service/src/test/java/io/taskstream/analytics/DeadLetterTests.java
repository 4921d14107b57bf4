package io.taskstream.analytics;

import io.taskstream.api.testing.Client;
import io.taskstream.api.testing.TestIssuer;
import io.taskstream.api.testing.WithTestIssuer;
import io.taskstream.contracts.EventType;
import io.taskstream.contracts.Topics;
import io.taskstream.eventing.testing.DeadLetterStory;
import io.taskstream.eventing.testing.FakeSidecar;
import io.taskstream.eventing.testing.GoldenEvents;
import io.taskstream.eventing.testing.ServiceContext;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ContextConfiguration;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = ServiceContext.class)
@WithTestIssuer
class DeadLetterTests {
    @Autowired
    FakeSidecar sidecar;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TestIssuer issuer;

    @LocalServerPort
    int port;

    @Test
    void an_operator_redrives_an_event_that_could_not_be_stored() {
        Client client = new Client(port);
        new DeadLetterStory(
                        sidecar,
                        jdbc,
                        port,
                        "analytics-service",
                        client.as(issuer.operatorToken()),
                        client.as(issuer.token("alice")))
                .tell(
                        Topics.TASK_EVENTS,
                        GoldenEvents.of(EventType.TASK_CREATED, data -> data.put("task_id", 777_777)),
                        "event",
                        "task_id = 777777");
    }
}
